import { en as configEn } from "./config/en.ts";
import { ja as configJa } from "./config/ja.ts";
import { ko as configKo } from "./config/ko.ts";
import { en as frameworksEn } from "./frameworks/en.ts";
import { ja as frameworksJa } from "./frameworks/ja.ts";
import { ko as frameworksKo } from "./frameworks/ko.ts";
import { en as bundleEn } from "./bundle/en.ts";
import { ja as bundleJa } from "./bundle/ja.ts";
import { ko as bundleKo } from "./bundle/ko.ts";
import { en as platformEn } from "./platform/en.ts";
import { ja as platformJa } from "./platform/ja.ts";
import { ko as platformKo } from "./platform/ko.ts";
import { en as providersEn } from "./providers/en.ts";
import { ja as providersJa } from "./providers/ja.ts";
import { ko as providersKo } from "./providers/ko.ts";
import { en as actionsEn } from "./actions/en.ts";
import { ja as actionsJa } from "./actions/ja.ts";
import { ko as actionsKo } from "./actions/ko.ts";
import { en as cliEn } from "./cli/en.ts";
import { ja as cliJa } from "./cli/ja.ts";
import { ko as cliKo } from "./cli/ko.ts";

/** The languages that every sentence exists in; `en` is the default. */
export const languages = ["en", "ja", "ko"] as const;
export type Language = (typeof languages)[number];

/** One area of the catalogue; `errors` and `notices` are merged over all areas, so their codes are unique. */
export interface Catalogue {
  readonly errors: typeof configEn.errors &
    typeof frameworksEn.errors &
    typeof bundleEn.errors &
    typeof platformEn.errors &
    typeof providersEn.errors &
    typeof actionsEn.errors &
    typeof cliEn.errors;
  readonly notices: typeof configEn.notices &
    typeof frameworksEn.notices &
    typeof bundleEn.notices &
    typeof platformEn.notices &
    typeof providersEn.notices &
    typeof actionsEn.notices &
    typeof cliEn.notices;
  readonly cli: typeof cliEn;
  readonly platform: typeof platformEn;
}

const catalogues: Readonly<Record<Language, Catalogue>> = {
  en: {
    errors: {
      ...configEn.errors,
      ...frameworksEn.errors,
      ...bundleEn.errors,
      ...platformEn.errors,
      ...providersEn.errors,
      ...actionsEn.errors,
      ...cliEn.errors,
    },
    notices: {
      ...configEn.notices,
      ...frameworksEn.notices,
      ...bundleEn.notices,
      ...platformEn.notices,
      ...providersEn.notices,
      ...actionsEn.notices,
      ...cliEn.notices,
    },
    cli: cliEn,
    platform: platformEn,
  },
  ja: {
    errors: {
      ...configJa.errors,
      ...frameworksJa.errors,
      ...bundleJa.errors,
      ...platformJa.errors,
      ...providersJa.errors,
      ...actionsJa.errors,
      ...cliJa.errors,
    },
    notices: {
      ...configJa.notices,
      ...frameworksJa.notices,
      ...bundleJa.notices,
      ...platformJa.notices,
      ...providersJa.notices,
      ...actionsJa.notices,
      ...cliJa.notices,
    },
    cli: cliJa,
    platform: platformJa,
  },
  ko: {
    errors: {
      ...configKo.errors,
      ...frameworksKo.errors,
      ...bundleKo.errors,
      ...platformKo.errors,
      ...providersKo.errors,
      ...actionsKo.errors,
      ...cliKo.errors,
    },
    notices: {
      ...configKo.notices,
      ...frameworksKo.notices,
      ...bundleKo.notices,
      ...platformKo.notices,
      ...providersKo.notices,
      ...actionsKo.notices,
      ...cliKo.notices,
    },
    cli: cliKo,
    platform: platformKo,
  },
};

/** The catalogue of one language. */
export function wordsOf(language: Language): Catalogue {
  return catalogues[language];
}

/** What an error says: why it happened and what mends it; both are whole sentences. */
export interface ErrorWords {
  readonly cause: string;
  readonly fix: string;
}

export type ErrorCode = keyof Catalogue["errors"];
export type NoticeCode = keyof Catalogue["notices"];

type FactsOf<T> = T extends (facts: infer F) => unknown ? F : Record<string, never>;

/** The facts that the sentence of `C` needs. */
export type ErrorFacts<C extends ErrorCode> = FactsOf<Catalogue["errors"][C]>;
export type NoticeFacts<C extends NoticeCode> = FactsOf<Catalogue["notices"][C]>;

/**
 * Something worth saying aloud that is no error: a driver that was added, a file that is not bundled.
 * A value; the report turns it into a sentence of the user's language.
 */
export type Notice = { [C in NoticeCode]: { readonly code: C; readonly facts: NoticeFacts<C> } }[NoticeCode];

/** Makes a notice. */
export function notice<C extends NoticeCode>(code: C, facts: NoticeFacts<C>): Notice {
  return { code, facts } as unknown as Notice;
}

/** The sentence of a notice. */
export function sayNotice(said: Notice, language: Language): string {
  const sentence = catalogues[language].notices[said.code] as string | ((facts: unknown) => string);
  return typeof sentence === "string" ? sentence : sentence(said.facts);
}

/** Cause and fix of an error code. */
export function sayError(code: ErrorCode, facts: unknown, language: Language): ErrorWords {
  const sentence = catalogues[language].errors[code] as ErrorWords | ((facts: unknown) => ErrorWords);
  return typeof sentence === "function" ? sentence(facts) : sentence;
}
