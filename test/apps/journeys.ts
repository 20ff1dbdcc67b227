import { BrowserSession, type FormFile, type Page } from "../clients/browser-session.ts";
import { drawPng } from "./draw-png.ts";
import { password, type Application, type SignIn, type Upload } from "./application.ts";

/** What the application's user is called where it asks who you are. */
function userName(app: Pick<Application, "superuser">): string {
  return app.superuser["username"] ?? app.superuser["email"] ?? "";
}

/** Says with the page's own words why a journey ends here. */
function must(holds: boolean, what: string, page: Page): void {
  if (holds) return;
  const text = page.text.replaceAll(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  throw new Error(
    `${what}: ${page.status} at ${page.url}, by ${page.redirects.join(" → ") || "no redirect"}\n${text.slice(0, 1500)}`,
  );
}

/** Fails to sign in with a wrong password and without a CSRF token, then signs in. */
export async function goIn(
  app: Pick<Application, "superuser">,
  signIn: SignIn,
  url: string,
): Promise<BrowserSession> {
  const session = new BrowserSession(url);
  const form = await session.get(signIn.page);
  must(form.status === 200, "status is 200", form);
  must(form.redirects.length > 0, "the log-in page is reached by a redirect", form);
  const values = { [signIn.userField]: userName(app), [signIn.passwordField]: password };

  const bare = await new BrowserSession(url).post(new URL(form.url).pathname, new URLSearchParams(values));
  must(bare.status === 403, "without a CSRF token it is refused", bare);

  const refused = await session.submit(form, { ...values, [signIn.passwordField]: "wrong" });
  must(session.cookie("sessionid") === undefined, "a wrong password opens no session", refused);

  const home = await session.submit(refused, values);
  must(home.status === 200, "status is 200", home);
  must(home.redirects.length > 0, "signing in leads on by a redirect", home);
  must(home.text.includes(signIn.proof), "is signed in", home);
  return session;
}

/** Loads the first style sheet that a page names. */
export async function loadStyleSheet(session: BrowserSession, path: string): Promise<Page> {
  const page = await session.get(path);
  const [, address] = /<link\b[^>]*\bhref="([^"]+\.css[^"]*)"/i.exec(page.text) ?? [];
  must(address !== undefined, "the page names a style sheet", page);
  const sheet = await session.get(new URL(address ?? "", page.url).href);
  must(sheet.status === 200, "the style sheet is there", sheet);
  return sheet;
}

/** Sends a file and, where the application keeps it, reads it back. */
export async function sendFile(app: Application, signIn: SignIn, upload: Upload, url: string): Promise<Page> {
  const file: FormFile = { name: "small-picture.png", type: "image/png", content: drawPng(40) };
  if (upload.kind === "along-with-log-in") {
    const session = new BrowserSession(url);
    const page = await session.get(signIn.page);
    const asMultipart: Page = {
      ...page,
      text: page.text.replaceAll(/<form /g, '<form enctype="multipart/form-data" '),
    };
    const values = { [signIn.userField]: userName(app), [signIn.passwordField]: password, picture: file };
    const home = await session.submit(asMultipart, values);
    must(home.status === 200, "status is 200", home);
    must(home.text.includes(signIn.proof), "is signed in", home);
    return home;
  }
  const session = await goIn(app, signIn, url);
  const page = await session.get(upload.page);
  const done = await session.submit(page, { ...upload.values, [upload.field]: file }, (form) =>
    form.fileFields.includes(upload.field),
  );
  must(done.redirects.length > 0, "the upload is accepted", done);
  const kept = await session.get(upload.keptAt.replace("NAME", file.name));
  const isSame = kept.headers.get("content-type") === "image/png" && kept.body.equals(file.content);
  must(kept.status === 200 && isSame, "what was sent is what is kept", kept);
  return kept;
}
