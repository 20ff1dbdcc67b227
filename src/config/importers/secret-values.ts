import type { Plain } from "./tree.ts";

/** Longest value that is shown whole. */
const longestShown = 80;

const secretName =
  /secret|passw|passphrase|pwd|token|key|credential|private|salt|dsn|auth|signature|cookie|license|webhook|_pass$/iu;

/** Forms that only secrets have: keys of AWS, Stripe, GitHub, Slack and the like, JSON Web Tokens, PEM, a URL with a password. */
const secretForm =
  /(?:AKIA|ASIA)[A-Z0-9]{12}|\b(?:sk|pk|rk|gh[opsu]|xox[abpr]|SG|glpat|npg|npm)[_.-][\w.-]{10}|eyJ[\w-]{10,}\.|-----BEGIN|:\/\/[^/\s:@]*:[^/\s@]+@|hooks\.slack\.com/u;

/** Values that say yes, no or how many are worth seeing, whatever they are called. */
const harmless = /^(?:true|false|yes|no|on|off|none|null|\d{1,5}|)$/iu;

/**
 * Whether a value must not be shown: by its name, or by its form. Rather too often than once too seldom.
 *
 * @param name The last part of its key: `SENTRY_DSN`.
 */
export function looksSecret(name: string, value: string): boolean {
  if (harmless.test(value.trim())) return false;
  return secretName.test(name) || secretForm.test(value) || looksRandom(value);
}

/** A long text of letters and digits without an order that a person would give it. */
function looksRandom(value: string): boolean {
  if (!/^[\w+/=!@#$%^&*().-]{20,}$/u.test(value)) return false;
  if (/^[a-z][a-z0-9_-]*(?:[.:/][a-z0-9_*-]+)+$/iu.test(value)) return false;
  return /\d/u.test(value) && /[a-z]/iu.test(value) && !/^[a-z]+(?:-[a-z0-9]+)+$/u.test(value);
}

/**
 * A value as a report may show it: on one line, cut off where it is long, and with nothing in it that looks like a secret.
 *
 * @param key Its whole key.
 * @returns Null when it is a secret.
 */
export function showValue(key: string, value: Plain): string | null {
  const name = key.split(".").at(-1) ?? "";
  if (typeof value === "string") return looksSecret(name, value) ? null : shorten(value);
  if (typeof value !== "object" || value === null) return String(value);
  return shorten(JSON.stringify(hideSecrets(name, value)));
}

function hideSecrets(name: string, value: Plain): Plain {
  if (typeof value === "string") return looksSecret(name, value) ? "…" : value;
  if (Array.isArray(value)) return value.map((one: Plain) => hideSecrets(name, one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(key, one)]));
}

function shorten(text: string): string {
  // oxlint-disable-next-line no-control-regex -- a file may hold them, and a terminal would obey
  const line = text.replaceAll(/[\s\u0000-\u001F\u007F-\u009F]+/gu, " ").trim();
  const letters = Array.from(line);
  return letters.length <= longestShown ? line : `${letters.slice(0, longestShown - 1).join("")}…`;
}
