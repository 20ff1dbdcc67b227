import { S3Error } from "./errors.ts";
import { limits } from "./limits.ts";
import { toBytes, type ByteString } from "./store/key-path.ts";
import { pastKey, pastPrefix } from "./store/walk.ts";
import { uriEncode } from "./signature/version-4.ts";

type Query = ReadonlyMap<string, string>;

/**
 * A number of the query between 0 and 1,000.
 *
 * @throws {S3Error} `InvalidArgument`.
 */
export function readMaximum(query: Query, name: string): number {
  const text = query.get(name);
  if (text === undefined || text === "") return limits.listPage;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2 ** 31 - 1)
    throw new S3Error("InvalidArgument", {
      message: `Provided ${name} not an integer or within integer range`,
      details: { ArgumentName: name, ArgumentValue: text },
    });
  return Math.min(Number(text), limits.listPage);
}

/**
 * How keys are written: as they are, or percent-encoded so that any character survives XML.
 *
 * @throws {S3Error} `InvalidArgument`.
 */
export function readEncoding(query: Query): (text: string) => string {
  const type = query.get("encoding-type");
  if (type === undefined) return (text) => text;
  if (type !== "url")
    throw new S3Error("InvalidArgument", {
      message: "Invalid Encoding Method specified in Request",
      details: { ArgumentName: "encoding-type", ArgumentValue: type },
    });
  return (text) => uriEncode(text).replaceAll("%2F", "/").replaceAll("%20", "+").replaceAll("%2A", "*");
}

/** Where a listing goes on after `marker`: past all of a common prefix, when it lies in one. */
export function positionAfter(marker: string, prefix: string, delimiter: string): ByteString {
  if (marker === "") return "";
  const end = delimiter === "" || !marker.startsWith(prefix) ? -1 : marker.indexOf(delimiter, prefix.length);
  return end === -1 ? pastKey(toBytes(marker)) : pastPrefix(toBytes(marker.slice(0, end + delimiter.length)));
}
