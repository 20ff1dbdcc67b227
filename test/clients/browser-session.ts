/** A cookie as the browser keeps it. Only host, path and expiry matter to one person on one site. */
interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A page, after all redirects: what a person would see. */
export interface Page {
  readonly status: number;
  /** Where the last redirect led, absolute. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly text: string;
  /** Addresses that answered with a redirect, in order. */
  readonly redirects: readonly string[];
}

export interface FormFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}
export type FormValue = string | FormFile;
export type FormValues = Readonly<Record<string, FormValue | readonly FormValue[]>>;

/** A form as it stands in a page, with the values that it would send if nobody typed anything. */
export interface Form {
  readonly action: string;
  readonly method: "get" | "post";
  readonly multipart: boolean;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly fileFields: readonly string[];
}

const redirectLimit = 10;

interface Travel {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: NonNullable<RequestInit["body"]>;
}

/**
 * A person at a browser, as far as HTTP goes: keeps cookies by path, follows redirects (POST becomes GET on
 * 302 and 303), sends `Origin` and `Referer` as browsers do, and fills in the forms that pages contain, with
 * their hidden fields. What it does not do is run scripts: `chromium.ts` does.
 */
export class BrowserSession {
  readonly base: URL;
  readonly #cookies = new Map<string, Cookie>();
  readonly #headers: Readonly<Record<string, string>>;

  /**
   * @param base Address of the site, for instance `http://127.0.0.1:8000`.
   * @param headers Sent with each request, for instance `accept-language`.
   */
  constructor(base: string, headers: Readonly<Record<string, string>> = {}) {
    this.base = new URL(base);
    this.#headers = headers;
  }

  /** Value of a cookie, or undefined when there is none. */
  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  /** Follows a link or an address, with redirects. */
  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#travel(new URL(path, this.base), { method: "GET", headers });
  }

  /** Sends a request body as it is, with redirects. */
  post(
    path: string,
    body: NonNullable<RequestInit["body"]>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    return this.#travel(new URL(path, this.base), { method: "POST", headers, body });
  }

  /**
   * Fills in a form of `page` and sends it: what the form holds already stays, hidden fields included.
   *
   * @param select Chooses among several forms; by default the first that posts.
   */
  async submit(
    page: Page,
    values: FormValues,
    select: (form: Form) => boolean = (form) => form.method === "post",
  ): Promise<Page> {
    const form = readForms(page.text).find(select);
    if (form === undefined)
      throw new Error(`no such form at ${page.url} (${page.status}):\n${page.text.slice(0, 2000)}`);
    const target = new URL(form.action, page.url);
    const entries = mergeValues(form, values);
    const headers = { referer: page.url, origin: target.origin };
    if (form.multipart) {
      const data = new FormData();
      for (const [name, value] of entries) {
        if (typeof value === "string") data.append(name, value);
        else data.append(name, new Blob([value.content], { type: value.type }), value.name);
      }
      return this.#travel(target, { method: "POST", headers, body: data });
    }
    const data = new URLSearchParams(
      entries.map(([name, value]): [string, string] => [
        name,
        typeof value === "string" ? value : value.name,
      ]),
    );
    return this.#travel(target, { method: "POST", headers, body: data });
  }

  async #travel(start: URL, request: Travel): Promise<Page> {
    const redirects: string[] = [];
    let url = start;
    let next = request;
    for (;;) {
      const response = await fetch(url, {
        ...next,
        headers: { ...this.#headers, ...next.headers, cookie: this.#cookiesFor(url) },
        redirect: "manual",
      });
      this.#keepCookies(response.headers.getSetCookie());
      const location = response.headers.get("location");
      const body = Buffer.from(await response.arrayBuffer());
      if (location === null || response.status < 300 || response.status >= 400)
        return {
          status: response.status,
          url: url.href,
          headers: response.headers,
          body,
          text: body.toString("utf8"),
          redirects,
        };
      redirects.push(url.href);
      if (redirects.length > redirectLimit)
        throw new Error(`more than ${redirectLimit} redirects: ${redirects.join(" → ")}`);
      const target = new URL(location, url);
      if (target.host !== this.base.host)
        throw new Error(`${url.href} redirects to another host: ${target.href}`);
      url = target;
      // RFC 9110, 15.4: 307 and 308 keep method and body, browsers turn the others into GET.
      if (response.status !== 307 && response.status !== 308) next = { method: "GET", headers: {} };
    }
  }

  #cookiesFor(url: URL): string {
    return [...this.#cookies]
      .filter(([, cookie]) => url.pathname.startsWith(cookie.path))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join("; ");
  }

  #keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
      const equals = pair.indexOf("=");
      const name = pair.slice(0, equals);
      const attribute = (wanted: string): string | undefined =>
        attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const expires = attribute("expires");
      const isGone =
        attribute("max-age") === "0" || (expires !== undefined && Date.parse(expires) <= Date.now());
      if (isGone) this.#cookies.delete(name);
      else this.#cookies.set(name, { value: pair.slice(equals + 1), path: attribute("path") ?? "/" });
    }
  }
}

/** The forms of a page of HTML, in order. */
export function readForms(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head = "", inside = ""]) => {
    const attributes = readAttributes(head);
    return {
      action: attributes.get("action") ?? "",
      method: attributes.get("method")?.toLowerCase() === "post" ? "post" : "get",
      multipart: attributes.get("enctype") === "multipart/form-data",
      values: readValues(inside),
      fileFields: [...inside.matchAll(/<input\b([^>]*)>/gi)]
        .map(([, text = ""]) => readAttributes(text))
        .filter((input) => input.get("type") === "file")
        .map((input) => input.get("name") ?? ""),
    };
  });
}

function readValues(inside: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  const add = (name: string | undefined, value: string): void => {
    if (name !== undefined && name !== "") values.set(name, [...(values.get(name) ?? []), value]);
  };
  for (const [, text = ""] of inside.matchAll(/<input\b([^>]*)>/gi)) {
    const input = readAttributes(text);
    const type = input.get("type") ?? "text";
    if (["file", "submit", "button", "image", "reset"].includes(type)) continue;
    if (["checkbox", "radio"].includes(type) && !input.has("checked")) continue;
    add(input.get("name"), input.get("value") ?? (type === "checkbox" ? "on" : ""));
  }
  for (const [, head = "", text = ""] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/gi))
    add(readAttributes(head).get("name"), unescapeHtml(text.replace(/^\r?\n/, "")));
  for (const [, head = "", text = ""] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
    const options = [...text.matchAll(/<option\b([^>]*)>/gi)].map(([, option = ""]) =>
      readAttributes(option),
    );
    const chosen = options.filter((option) => option.has("selected"));
    const isMultiple = readAttributes(head).has("multiple");
    for (const option of chosen.length > 0 || isMultiple ? chosen : options.slice(0, 1))
      add(readAttributes(head).get("name"), option.get("value") ?? "");
  }
  return values;
}

function mergeValues(form: Form, values: FormValues): readonly (readonly [string, FormValue])[] {
  const kept = [...form.values]
    .filter(([name]) => !(name in values))
    .flatMap(([name, list]) => list.map((value) => [name, value] as const));
  const given = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly FormValue[]) : [value as FormValue]).map(
      (one) => [name, one] as const,
    ),
  );
  return [...kept, ...given];
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)].map(
      ([, name = "", double, single, bare]) => [
        name.toLowerCase(),
        unescapeHtml(double ?? single ?? bare ?? ""),
      ],
    ),
  );
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeHtml(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return entities[name ?? ""] ?? whole;
    },
  );
}
