import type { ConfigValue } from "../edit.ts";
import type { Plain } from "./tree.ts";

/** A whole number, also one that is written as a text. */
export function asWhole(value: Plain): number | undefined {
  const number = typeof value === "string" && /^\d+$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) ? number : undefined;
}

/** A number, also one that is written as a text. */
export function asNumber(value: Plain): number | undefined {
  const number = typeof value === "string" && /^\d+(?:\.\d+)?$/u.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The oldest Python 3 that functions can still be made with. @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html */
const oldestPython = 10;

/** `python3.12` as `3.12`; undefined for a version that Lambda has no more. */
export function asPython(value: Plain): string | undefined {
  const minor = /^python-?3\.(\d{1,2})(?:\.\d+)?$/u.exec(typeof value === "string" ? value.trim() : "")?.[1];
  return minor === undefined || Number(minor) < oldestPython ? undefined : `3.${minor}`;
}

/** A name such as `config.settings.production`. */
export function asModule(value: Plain): string | undefined {
  return typeof value === "string" && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/u.test(value) ? value : undefined;
}

/** A name of AWS for one of its places: `ap-northeast-1`. */
export function asRegion(value: Plain): string | undefined {
  return typeof value === "string" && /^[a-z]{2}(?:-[a-z]+)+-\d$/u.test(value) ? value : undefined;
}

/** A host name; of a list, the first one. */
export function asDomain(value: Plain): ConfigValue | undefined {
  const first: Plain = Array.isArray(value) ? ((value as readonly Plain[])[0] ?? null) : value;
  return typeof first === "string" && /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/iu.test(first)
    ? first.toLowerCase()
    : undefined;
}
