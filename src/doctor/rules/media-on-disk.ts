import { finding } from "../finding.ts";
import { foundInCode, isProvided, placeOfSetting, type Rule } from "../subject.ts";

/** Uploaded files in a folder, and perhaps a URLconf that serves them only while `DEBUG` is on. */
export const findMediaOnDisk: Rule = (subject) => {
  const risk = subject.facts.settingsAtRisk.find((one) => one.risk === "local-media");
  if (risk === undefined) return [];
  const given = isProvided(subject, { source: "media" });
  const views = foundInCode(subject, "media-view");
  const facts = { folder: risk.found, isProvided: given, needsDebug: views.length > 0 };
  const places = [placeOfSetting(subject, "MEDIA_ROOT"), ...views];
  return [finding(given ? "note" : "error", "MEDIA_ON_DISK", facts, places)];
};
