import { languages, wordsOf, type Language } from "../../words/words.ts";
import type { LimitNames } from "./door.ts";
import { classOf, problemType, type Problem } from "./problem.ts";
import type { PageText, PageWords } from "../../words/platform/pages/en.ts";

/** How one page is to be written. */
export interface PageOptions {
  /** `Accept` of the request. */
  readonly accept: string | undefined;
  /** `Accept-Language` of the request; a language we have wins over `language`. */
  readonly acceptLanguage: string | undefined;
  readonly language: Language;
  readonly limitNames: LimitNames | undefined;
  readonly requestId: string | undefined;
}

/** A response that explains a problem. */
export interface ProblemPage {
  readonly status: number;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** What the pages name when the door does not say. */
const usualNames: LimitNames = {
  memory: "[functions.web] memory",
  timeout: "[functions.web] timeout",
  concurrency: "[functions.web] concurrency",
  logs: "monolift logs",
};

interface Content extends PageText {
  readonly status: number;
  readonly kind: Problem["kind"];
  readonly type: string;
  readonly speaker: string;
  readonly labels: PageWords["labels"];
  readonly language: Language;
  readonly detail: string;
  readonly requestId: string | undefined;
}

/**
 * Explains a problem to whoever asked: a page for a browser, JSON where it is asked for, plain text otherwise.
 * It says who said no, why, and what to change.
 */
export function renderProblem(problem: Problem, options: PageOptions): ProblemPage {
  const content = contentOf(problem, options);
  const [type, body] = representation(options.accept, content);
  const headers = [
    "content-type",
    `${type}; charset=utf-8`,
    "content-language",
    content.language,
    "content-length",
    String(Buffer.byteLength(body)),
    "cache-control",
    "no-store",
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options",
    "nosniff",
    "x-amzn-errortype",
    content.type.replaceAll(/[^\u0020-\u007e]/g, "?"),
  ];
  if (content.requestId !== undefined) headers.push("x-amzn-requestid", content.requestId);
  return { status: content.status, headers, body };
}

function contentOf(problem: Problem, options: PageOptions): Content {
  const language = chooseLanguage(options.acceptLanguage) ?? options.language;
  const { pages } = wordsOf(language).platform;
  const { status, speaker } = classOf(problem);
  const say = sentences(pages)[problem.kind] as (facts: object) => PageText;
  return {
    ...say({ ...problem, names: options.limitNames ?? usualNames }),
    status,
    kind: problem.kind,
    type: problemType(problem),
    speaker: pages.speakers[speaker],
    labels: pages.labels,
    language,
    detail: detailOf(problem),
    requestId: options.requestId,
  };
}

type Sentences = {
  readonly [K in Problem["kind"]]: (
    facts: Extract<Problem, { readonly kind: K }> & { readonly names: LimitNames },
  ) => PageText;
};

/** Has the compiler see that there is a sentence for every problem, and that it gets the facts it needs. */
function sentences(pages: PageWords): Sentences {
  return pages.problems;
}

/** The application's own words: a traceback, or the last lines that it printed. */
function detailOf(problem: Problem): string {
  const trace = "error" in problem ? problem.error.stackTrace : [];
  const output = "output" in problem ? problem.output : [];
  return (trace.length > 0 ? trace : output).slice(-40).join("\n");
}

function representation(accept: string | undefined, content: Content): readonly [type: string, body: string] {
  if (accept?.includes("text/html") === true) return ["text/html", htmlPage(content)];
  if (/[/+]json\b/.test(accept ?? "")) return ["application/json", jsonPage(content)];
  return ["text/plain", textPage(content)];
}

function jsonPage(content: Content): string {
  const { status, kind, type, speaker, title, cause, fix, detail, requestId } = content;
  return `${JSON.stringify({ error: { status, code: kind, type, speaker, title, cause, fix, detail, requestId } })}\n`;
}

function textPage(content: Content): string {
  const { status, title, cause, speaker, fix, labels, detail, requestId } = content;
  return [
    `${status} ${title}`,
    "",
    cause,
    "",
    `${labels.fix}: ${fix}`,
    `${labels.speaker}: ${speaker}`,
    ...(requestId === undefined ? [] : [`${labels.request}: ${requestId}`]),
    ...(detail === "" ? [] : ["", detail]),
    "",
  ].join("\n");
}

function htmlPage(content: Content): string {
  const { status, title, cause, speaker, fix, labels, detail, requestId, language } = content;
  const row = (label: string, value: string): string => `<dt>${markUp(label)}</dt><dd>${markUp(value)}</dd>`;
  return `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${status} ${escapeHtml(title)}</title>
<style>${style}</style>
<main><p class="status">${status}</p><h1>${escapeHtml(title)}</h1><p>${markUp(cause)}</p>
<dl>${row(labels.fix, fix)}${row(labels.speaker, speaker)}${requestId === undefined ? "" : row(labels.request, `\`${requestId}\``)}</dl>
${detail === "" ? "" : `<h2>${escapeHtml(labels.detail)}</h2><pre>${escapeHtml(detail)}</pre>`}</main></html>
`;
}

const style = `:root{color-scheme:light dark;--ink:#1c2733;--quiet:#5b6b7b;--line:#dde3ea;--paper:#fff;--wash:#f4f6f9;--mark:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf1;--quiet:#9aa8b7;--line:#313c48;--paper:#161c23;--wash:#1f2731;--mark:#ff8a80}}
body{margin:0;background:var(--wash);color:var(--ink);font:16px/1.6 system-ui,sans-serif}
main{max-width:44rem;margin:8vh auto;padding:2rem 2.25rem;background:var(--paper);border:1px solid var(--line);border-radius:12px}
.status{margin:0;color:var(--mark);font:600 .95rem/1 ui-monospace,monospace;letter-spacing:.08em}h1{margin:.5rem 0 1rem;font-size:1.5rem;line-height:1.3}
h2{font-size:.9rem;color:var(--quiet);margin:1.5rem 0 .5rem}dl{margin:1.5rem 0 0;border-top:1px solid var(--line)}
dt{color:var(--quiet);font-size:.85rem;margin-top:1rem}dd{margin:.15rem 0 0}
code{font:.92em ui-monospace,monospace;background:var(--wash);padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}
pre{margin:0;padding:1rem;background:var(--wash);border-radius:8px;overflow:auto;font:.82rem/1.5 ui-monospace,monospace}`;

/** Text with `code` in it. */
function markUp(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The first of our languages in the order of the client's wishes. */
function chooseLanguage(acceptLanguage: string | undefined): Language | undefined {
  const wishes = (acceptLanguage ?? "").split(",").map((wish) => {
    const [tag = "", quality = ""] = wish.trim().split(";");
    return { tag: tag.toLowerCase(), quality: Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1) };
  });
  const ordered = wishes.toSorted((one, other) => other.quality - one.quality);
  for (const { tag } of ordered) {
    const found = languages.find((language) => tag === language || tag.startsWith(`${language}-`));
    if (found !== undefined) return found;
  }
  return undefined;
}
