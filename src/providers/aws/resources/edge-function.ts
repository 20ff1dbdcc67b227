import { scriptedTypes, scriptsOff } from "../../../platform/gateway/scripted-types.ts";

/** Files that CloudFront takes from a bucket. */
export interface FileMount {
  readonly name: "static" | "media";
  /** Where clients find them: begins and ends with `/`. */
  readonly url: string;
  /** What stands before their names in the bucket: `/static/`, or `/` where nothing does. */
  readonly keyPrefix: string;
}

/**
 * The program that CloudFront runs at its edge, before each request and after each answer with an uploaded file. It tells the
 * application by which name it was asked for, since a Function URL answers to its own name alone, and leads the address of
 * a file to its key. A name with an empty part, or one that begins with a dot, is answered 404, as on this machine: behind
 * the first lies the list of the bucket, behind the second what the house keeps there.
 *
 * @param mounts Longer addresses first.
 * @returns JavaScript of the runtime `cloudfront-js-2.0`, at most 10 KB.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export function edgeFunctionCode(mounts: readonly FileMount[]): string {
  const table = mounts.map(({ url, keyPrefix }) => [encodeURI(url), keyPrefix]);
  return `var mounts = ${JSON.stringify(table)};
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
  return request;
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
