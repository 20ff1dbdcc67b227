// What a client sees, in a line that can stand in a table.
import { request } from "node:http";

/**
 * Sends one request on a connection of its own.
 *
 * @returns `status`, `headers`, `body`; or `error` where there was no whole answer, with as much of it as came. Never
 *   rejects.
 */
export function ask(url, { method = "GET", headers = {}, body, onBegin } = {}) {
  return new Promise((resolve) => {
    const chunks = [];
    let begun;
    const end = (error) => {
      const answer = {
        status: begun?.statusCode,
        headers: begun?.headers ?? {},
        body: Buffer.concat(chunks),
      };
      resolve(error === undefined ? answer : { ...answer, error });
    };
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const options = { method, agent: false, headers: { accept: "application/json", ...length, ...headers } };
    const sent = request(url, options, (response) => {
      begun = response;
      onBegin?.();
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => end());
      response.on("error", end);
    });
    sent.on("error", end);
    sent.end(body);
  });
}

export const isGood = ({ status, error }) => error === undefined && status >= 200 && status < 400;

/** `connection refused (ECONNREFUSED)`, `502 Runtime.ExitError: The process …`. */
export function sayAnswer({ status, body, error }) {
  if (error !== undefined && status === undefined) return sayError(error);
  if (error !== undefined) return `${status}, cut off after ${body.length} bytes (${error.code})`;
  const explained = explanationOf(body);
  if (explained !== undefined) return `${status} ${explained.type}: “${explained.cause}”`;
  if (status < 400) return `${status}`;
  const text = body.toString("utf8");
  // A page of Django's says it in its title, or, as plain text, in its first line.
  const title = /<title>\s*([^<]*?)\s*<\/title>/.exec(text)?.[1] ?? text.split("\n")[0];
  return `${status}${title === "" ? "" : ` of the application: “${title.replaceAll(/\s+/g, " ").replace(/ at \/\S+$/, "")}”`}`;
}

function explanationOf(body) {
  try {
    return JSON.parse(body.toString("utf8")).error;
  } catch {
    return undefined;
  }
}

const reasons = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection closed before an answer",
  EPIPE: "connection closed before an answer",
};

function sayError(error) {
  const reason = reasons[error.code];
  return reason === undefined ? `${error.code ?? error.name}: ${error.message}` : `${reason} (${error.code})`;
}

/** What an SDK of AWS throws: `InternalError (500): “We encountered …”`. */
export function sayS3Error(error) {
  const status = error.$metadata?.httpStatusCode;
  if (status !== undefined) return `${status} ${error.name}: “${error.message}”`;
  return sayError(error.cause ?? error);
}

/** How a command ended: `exit 1 DAEMON_GONE: “The background …”`. */
export function sayEnd(verb, { code, signal, json }) {
  if (signal !== null) return `\`${verb}\`: killed`;
  if (code === 0) return `\`${verb}\`: exit 0`;
  const { error } = json ?? {};
  const cause = error?.cause ?? "no JSON";
  return `\`${verb}\`: exit ${code} ${error?.code ?? ""}: “${cause}”`;
}
