import { finding } from "../finding.ts";
import { isProvided, placeOfSetting, type Rule } from "../subject.ts";

/** Handlers of `LOGGING` that write to files: those that Monolift sends to stderr, and the others. */
export const findLogFiles: Rule = (subject) => {
  const handlers = subject.facts.settingsAtRisk.filter(({ risk }) => risk === "file-log");
  return [false, true].flatMap((given) => {
    const files = handlers
      .filter(({ setting }) => isProvided(subject, { source: "logging", setting }) === given)
      .map(({ found }) => found);
    if (files.length === 0) return [];
    const isTemporary = files.every((file) => file.startsWith("/tmp/"));
    const severity = given ? "note" : isTemporary ? "warning" : "error";
    return [
      finding(severity, "LOG_FILE", { files, isProvided: given }, [placeOfSetting(subject, "LOGGING")]),
    ];
  });
};
