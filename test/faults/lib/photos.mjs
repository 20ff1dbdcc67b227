import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isGood, sayAnswer } from "./observe.mjs";
import { password } from "./user.mjs";

/** One white pixel; what follows its end nobody reads, and it makes each file another one. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==",
  "base64",
);

const tokenIn = ({ body }) => /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(body.toString("utf8"))?.[1];

/**
 * Somebody who adds photos to an album of examples/photos, by its own form: a row and an object each. What was answered
 * by the redirect is acknowledged.
 */
export async function createPhotos(site, label) {
  const jar = new Map();
  const acknowledged = new Map();
  const seen = [];
  let count = 0;
  const take = (answer) => {
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [name, value] = line.split(";")[0].split("=");
      jar.set(name, value);
    }
    return answer;
  };
  const ask = async (path, options = {}) => {
    const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
    return take(await site.ask(path, { ...options, headers: { cookie, ...options.headers } }));
  };

  const login = new URLSearchParams({
    csrfmiddlewaretoken: tokenIn(await ask("/admin/login/")),
    username: "ann",
    password,
  });
  await ask("/admin/login/", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: login.toString(),
  });
  const form = "/albums/1/add/";
  const token = tokenIn(await ask(form));

  const add = async () => {
    const name = `${label}-${(count += 1)}`;
    const content = Buffer.concat([png, randomBytes(40_000)]);
    const body = Buffer.concat([
      Buffer.from(
        `--photo\r\ncontent-disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n${token}\r\n` +
          `--photo\r\ncontent-disposition: form-data; name="images"; filename="${name}.png"\r\ncontent-type: image/png\r\n\r\n`,
      ),
      content,
      Buffer.from("\r\n--photo--\r\n"),
    ]);
    const answer = await ask(form, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=photo" },
      body,
    });
    if (answer.status === 302 && answer.error === undefined) acknowledged.set(name, content);
    return answer;
  };

  return {
    seen,
    begin: (people = 2) => {
      const over = new AbortController();
      const adding = Array.from({ length: people }, async () => {
        while (!over.signal.aborted) {
          const answer = await add();
          if (isGood(answer)) continue;
          seen.push(sayAnswer(answer));
          await sleep(20);
        }
      });
      return {
        end: async () => {
          over.abort();
          await Promise.all(adding);
        },
      };
    },
    /** Every acknowledged photo has its row, and its file through the door; every row has a file. */
    verify: async () => {
      const { rows } = await site.query("SELECT image FROM albums_photo WHERE image LIKE $1", [
        `%${label}-%`,
      ]);
      const files = new Map();
      for (const { image } of rows) files.set(image, await site.ask(`/media/${image}`));
      const isKept = ([name, content]) =>
        [...files].some(([image, { body }]) => image.includes(`/${name}.`) && body.equals(content));
      return {
        acknowledged: acknowledged.size,
        lost: [...acknowledged].filter((one) => !isKept(one)).length,
        areComplete: [...files.values()].every(({ status }) => status === 200),
      };
    },
  };
}

/** Makes the account and the album that photos go to. */
export async function prepareAlbum(site) {
  await site.call("run", "--", "createsuperuser", "--noinput");
  const make = "from albums.models import Album; Album.objects.get_or_create(pk=1, title='Harbour')";
  await site.call("run", "--", "shell", "-c", make);
}
