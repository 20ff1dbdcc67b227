import type { Language } from "../../words.ts";
import { en, type MigrationWords } from "./en.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";

const migrations: Readonly<Record<Language, MigrationWords>> = { en, ja, ko };

/** The words about judged migrations in a language. */
export function migrationWords(language: Language): MigrationWords {
  return migrations[language];
}
