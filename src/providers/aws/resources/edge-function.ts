import { UserError } from "../../../errors.ts";
import { scriptedTypes, scriptsOff } from "../../../platform/gateway/scripted-types.ts";

/** Files that CloudFront takes from a bucket. */
export interface FileMount {
  readonly name: "static" | "media";
  /** Where clients find them: begins and ends with `/`. */
  readonly url: string;
  /** What stands before their names in the bucket: `/static/`, or `/` where nothing does. */
  readonly keyPrefix: string;
}

/** Requests that CloudFront leads to an origin of their own. */
export interface EdgeRoute {
  /** Regular expression for the whole path. */
  readonly expression: string;
  /** Null for all. */
  readonly methods: readonly string[] | null;
  /** Id of an origin; null for the one that has the rest. */
  readonly to: string | null;
}

/**
 * The program that CloudFront runs at its edge, before each request and after each answer with an uploaded file. It tells the
 * application by which name it was asked for, since a Function URL answers to its own name alone, and leads the address of
 * a file to its key. A name with an empty part, or one that begins with a dot, is answered 404, as on this machine: behind
 * the first lies the list of the bucket, behind the second what the house keeps there. What has a function of its own is led
 * to that.
 *
 * @param mounts Longer addresses first.
 * @param routes The first one that has a request's path and method decides.
 * @returns JavaScript of the runtime `cloudfront-js-2.0`.
 * @throws {UserError} `ISOLATE_TABLE_TOO_LONG` where it would be more than 10 KB, which CloudFront does not take.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/helper-functions-origin-modification.html
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions
 */
export function edgeFunctionCode(mounts: readonly FileMount[], routes: readonly EdgeRoute[] = []): string {
  const code = `${routes.length === 0 ? "" : 'import cf from "cloudfront";\n'}${programWith(mounts, routes)}`;
  if (Buffer.byteLength(code) > longestCode)
    throw new UserError("ISOLATE_TABLE_TOO_LONG", { lines: routes.length });
  return code;
}

/** Bytes that CloudFront takes of a program. */
const longestCode = 10_240;

function programWith(mounts: readonly FileMount[], routes: readonly EdgeRoute[]): string {
  const table = mounts.map(({ url, keyPrefix }) => [encodeURI(url), keyPrefix]);
  const lines = routes.map(({ expression, methods, to }) => {
    const source = JSON.stringify(expression);
    return `  [new RegExp(${source}), ${JSON.stringify(methods)}, ${JSON.stringify(to)}],`;
  });
  return `var mounts = ${JSON.stringify(table)};
var routes = [${lines.length === 0 ? "" : `\n${lines.join("\n")}\n`}];
var scriptedTypes = ${scriptedTypes.toString()};
var scriptsOff = ${JSON.stringify(scriptsOff)};
${program}`;
}

/** Written for an engine that is older than Node. */
const program = `
function handler(event) {
  if (event.context.eventType === "viewer-response") return quieten(event.response);
  var request = event.request;
  for (var i = 0; i < mounts.length; i += 1) {
    if (request.uri.indexOf(mounts[i][0]) === 0) return leadToFile(request, mounts[i][0], mounts[i][1]);
  }
  request.headers["x-forwarded-host"] = { value: request.headers.host.value };
  leadToFunction(request);
  return request;
}

function leadToFunction(request) {
  for (var i = 0; i < routes.length; i += 1) {
    if (routes[i][1] && routes[i][1].indexOf(request.method) === -1) continue;
    if (!routes[i][0].test(request.uri)) continue;
    if (routes[i][2]) cf.selectRequestOriginById(routes[i][2]);
    return;
  }
}

function leadToFile(request, url, keyPrefix) {
  var name = request.uri.slice(url.length);
  if (!isFile(name)) {
    return { statusCode: 404, statusDescription: "Not Found", headers: { "cache-control": { value: "no-store" } } };
  }
  request.uri = keyPrefix + name;
  return request;
}

function isFile(name) {
  try {
    return decodeURIComponent(name).split("/").every(function (part) {
      return part !== "" && part[0] !== ".";
    });
  } catch (error) {
    return false;
  }
}

function quieten(response) {
  var headers = response.headers;
  headers["x-content-type-options"] = { value: "nosniff" };
  if (!headers["cache-control"]) headers["cache-control"] = { value: "private, no-cache" };
  var type = headers["content-type"];
  if (type && scriptedTypes.test(type.value)) headers["content-security-policy"] = { value: scriptsOff };
  return response;
}
`;
