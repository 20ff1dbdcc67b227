import { finding } from "../finding.ts";
import { isProvided, placeOfSetting, type Rule } from "../subject.ts";

/** Rows in a SQLite file, which a function's disk would lose. */
export const findDatabaseInFile: Rule = (subject) =>
  subject.facts.settingsAtRisk
    .filter(({ risk, found }) => risk === "sqlite" && !found.includes(":memory:"))
    .map(({ setting, found: file }) => {
      const given = isProvided(subject, { source: "database", setting });
      const facts = { setting, file, isProvided: given };
      return finding(given ? "note" : "error", "DATABASE_IN_FILE", facts, [placeOfSetting(subject, setting)]);
    });
