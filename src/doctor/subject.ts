import type { Facts } from "../facts/schema.ts";
import type { SourcePlace, Survey } from "../facts/survey.ts";
import type { AccountSurvey } from "./account.ts";
import type { Finding } from "./finding.ts";

/** What is looked at. */
export interface Subject {
  /** What the application is; null when it could not be loaded. */
  readonly facts: Facts | null;
  readonly survey: Survey;
  /** Null for a stage of this machine. */
  readonly account: AccountSurvey | null;
  /** Name of the stage; `local` is this machine's. */
  readonly stage: string;
  /** ISO 8601 date: AWS ends its support of a Python on a day. */
  readonly today: string;
}

/** What is looked at when the application could be loaded. */
export interface LoadedSubject extends Subject {
  readonly facts: Facts;
}

/** Looks for one thing; pure. */
export type SurveyRule = (subject: Subject) => readonly Finding[];
export type Rule = (subject: LoadedSubject) => readonly Finding[];

type Evidence = NonNullable<Facts["evidence"]>;
export type FoundInCode = Evidence["found"][number];

/** What the source tells of one kind. */
export function foundInCode({ facts }: LoadedSubject, kind: FoundInCode["kind"]): readonly FoundInCode[] {
  return facts.evidence?.found.filter((one) => one.kind === kind) ?? [];
}

/** Where a setting gets its last value; null when no module of the project gives it one. */
export function placeOfSetting({ facts }: LoadedSubject, setting: string): SourcePlace | null {
  const [name = ""] = setting.split("[");
  const found = facts.evidence?.settings[name];
  return found === undefined ? null : { file: found.file, line: found.line };
}

/** Whether the value of a setting is written out in the code. */
export function isWrittenOut({ facts }: LoadedSubject, setting: string): boolean {
  return facts.evidence?.settings[setting]?.isLiteral === true;
}

/** Whether Monolift gives the application another value than the project does, as a stage would. */
export function isProvided(
  { facts }: LoadedSubject,
  { source, setting }: { readonly source: string; readonly setting?: string },
): boolean {
  return facts.overlaid.some(
    (one) =>
      one.source === source &&
      (setting === undefined || one.setting === setting) &&
      !one.becomes.startsWith("left"),
  );
}

/** `config/settings.py:12` as a place; null for null. */
export function placeOfLine(by: string | null): SourcePlace | null {
  const [, file, line] = /^(.*):(\d+)$/.exec(by ?? "") ?? [];
  return file === undefined ? null : { file, line: Number(line) };
}

/** The host of an address is this machine. */
export function isLocalHost(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host);
}

/** The part of an address that is this machine, without password: `redis://localhost:6379/0`; null for another one. */
export function localAddress(address: string): string | null {
  if (/^(unix:|\/)/.test(address)) return address;
  const host = /^(?:[a-z][\w+.-]*:\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/?]+)/i.exec(address)?.[1] ?? "";
  return isLocalHost(host) ? address : null;
}

/** The setting of `settings`, where it is a list of texts; empty otherwise. */
export function textsOf({ facts }: LoadedSubject, setting: string): readonly string[] {
  const value = facts.settings[setting];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

/** An entry of a setting that is a table of tables: `CACHES["default"]`. */
export function tableOf(
  { facts }: LoadedSubject,
  setting: string,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const value = facts.settings[setting];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    : {};
}

/** Values once each, in their order. */
export function once(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
