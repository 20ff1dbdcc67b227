import { finding } from "../finding.ts";
import { isWrittenOut, placeOfSetting, type Rule } from "../subject.ts";

const ofProduction = /(^|[._])(prod|live|deploy|staging)/i;

/**
 * `DEBUG` that is on. On this machine it is what one wants, unless the settings are production's by their name, or it is
 * written out so that no other stage could turn it off.
 */
export const findDebug: Rule = (subject) => {
  const { facts, stage } = subject;
  const { settingsModule } = facts;
  if (facts.settings["DEBUG"] !== true) return [];
  const isMeant = stage === "local" && !ofProduction.test(settingsModule);
  if (isMeant && !isWrittenOut(subject, "DEBUG")) return [];
  const places = [placeOfSetting(subject, "DEBUG")];
  return [finding(isMeant ? "note" : "error", "DEBUG_ON", { settingsModule }, places)];
};
