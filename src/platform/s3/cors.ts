import type { CorsRule } from "./store/buckets.ts";

/** What a browser asks of another origin. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** Headers that a preflight asks for, in lower case. */
  readonly headers: readonly string[];
}

/**
 * Headers that let a page of another origin see an answer; undefined when no rule of the bucket allows it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function corsHeaders(
  rules: readonly CorsRule[],
  request: CorsRequest,
): Record<string, string> | undefined {
  const rule = rules.find(
    ({ allowedOrigins, allowedMethods, allowedHeaders }) =>
      allowedOrigins.some((pattern) => fits(pattern, request.origin)) &&
      allowedMethods.includes(request.method) &&
      request.headers.every((header) =>
        allowedHeaders.some((pattern) => fits(pattern.toLowerCase(), header)),
      ),
  );
  if (rule === undefined) return undefined;
  const isAny = rule.allowedOrigins.includes("*");
  return {
    "access-control-allow-origin": isAny ? "*" : request.origin,
    ...(isAny ? {} : { "access-control-allow-credentials": "true" }),
    "access-control-allow-methods": rule.allowedMethods.join(", "),
    ...(request.headers.length === 0 ? {} : { "access-control-allow-headers": request.headers.join(", ") }),
    ...(rule.exposedHeaders.length === 0
      ? {}
      : { "access-control-expose-headers": rule.exposedHeaders.join(", ") }),
    ...(rule.maxAgeSeconds === null ? {} : { "access-control-max-age": String(rule.maxAgeSeconds) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

/** True when `text` fits a pattern with at most one `*`. */
function fits(pattern: string, text: string): boolean {
  const star = pattern.indexOf("*");
  if (star === -1) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
