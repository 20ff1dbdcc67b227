import { finding } from "../finding.ts";
import type { SurveyRule } from "../subject.ts";

/** Dockerfiles that copy files with secrets into an image. */
export const findImageSecrets: SurveyRule = ({ survey }) => {
  const places = survey.imageSecrets.map(({ place }) => place);
  const files = [...new Set(survey.imageSecrets.flatMap((one) => one.files))].toSorted();
  return files.length === 0 ? [] : [finding("warning", "SECRETS_IN_IMAGE", { files }, places)];
};
