import type { Rule } from "../plan.ts";

/** Static files are served beside the application and never by it; uploaded files are kept apart from its code. */
export const placeFiles: Rule = (facts) => ({
  resources: [
    { kind: "bucket", id: "bucket.static", name: "static", url: asPath(facts.static.url) },
    { kind: "bucket", id: "bucket.media", name: "media", url: asPath(facts.media.url) },
  ],
  edges: [
    { from: "door", to: "bucket.static", may: ["read"] },
    { from: "door", to: "bucket.media", may: ["read"] },
    { from: "function.web", to: "bucket.media", may: ["read", "write"] },
  ],
});

/** The path of a URL that this stage can serve: a URL on another host belongs to somebody else. */
function asPath(url: string | null): string | null {
  if (url === null || url === "" || url === "/") return null;
  if (/^([a-z]+:)?\/\//.test(url)) return null;
  const path = url.startsWith("/") ? url : `/${url}`;
  return path.endsWith("/") ? path : `${path}/`;
}
