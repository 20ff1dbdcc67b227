import { finding } from "../finding.ts";
import { isProvided, placeOfSetting, type Rule } from "../subject.ts";

/** Handlers of `LOGGING` that write to files. */
export const findLogFiles: Rule = (subject) =>
  subject.facts.settingsAtRisk
    .filter(({ risk }) => risk === "file-log")
    .map(({ setting: handler, found: file }) => {
      const given = isProvided(subject, { source: "logging", setting: handler });
      const isTemporary = file.startsWith("/tmp/");
      const severity = given ? "note" : isTemporary ? "warning" : "error";
      return finding(severity, "LOG_FILE", { handler, file, isProvided: given }, [
        placeOfSetting(subject, "LOGGING"),
      ]);
    });
