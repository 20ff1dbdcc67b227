import { finding } from "../finding.ts";
import { foundInCode, isProvided, placeOfSetting, type Rule } from "../subject.ts";

/** A `SECRET_KEY` that everybody can read, or that is another one in each process; and what hangs on it. */
export const findSecretKey: Rule = (subject) => {
  const places = [placeOfSetting(subject, "SECRET_KEY")];
  const atRisk = subject.facts.settingsAtRisk.flatMap(({ setting, risk, found }) => {
    if (setting !== "SECRET_KEY") return [];
    if (risk === "generated-secret") {
      const given = isProvided(subject, { source: "secret" });
      return [finding(given ? "note" : "error", "SECRET_KEY_GENERATED", { isProvided: given }, places)];
    }
    const isStartproject = found.startsWith("begins with");
    // Outside of this machine the key of `startproject` is not used, see the runtime's overlay.
    const isNote = isStartproject && (subject.stage === "local" || isProvided(subject, { source: "secret" }));
    return isStartproject || found === "written in the source code"
      ? [finding(isNote ? "note" : "warning", "SECRET_KEY_IN_CODE", { isStartproject }, places)]
      : [];
  });
  const tokens = foundInCode(subject, "token-key");
  const [first] = tokens;
  return first === undefined
    ? atRisk
    : [...atRisk, finding("warning", "TOKENS_SIGNED_WITH_SECRET_KEY", { what: first.text }, tokens)];
};
