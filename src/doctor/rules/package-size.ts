import { finding } from "../finding.ts";
import type { SurveyRule } from "../subject.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const zipMb = 250;
const imageMb = 10 * 1024;
/** From here on a few more packages would be too many. */
const nearMb = 200;

/** A bundle that is near or over what a function's zip may take. */
export const findPackageSize: SurveyRule = ({ survey }) => {
  const { megabytes, largest } = survey.packages;
  if (megabytes <= nearMb) return [];
  const kind = megabytes <= zipMb ? "near" : megabytes <= imageMb ? "image" : "too-large";
  const severity = ({ near: "note", image: "warning", "too-large": "error" } as const)[kind];
  return [finding(severity, "PACKAGE_LARGE", { megabytes, zipMb, imageMb, largest, kind })];
};
