import { finding } from "../finding.ts";
import type { SurveyRule } from "../subject.ts";

const namedAtMost = 5;
/** Names of files whose secrets are mostly those of a developer's own machine. */
const ofDevelopment = /(^|[./_-])(local|dev|development|test|ci)([./_-]|$)/i;

/** What git keeps and should not: secrets, databases, uploaded files. */
export const findCommitted: SurveyRule = ({ facts, survey }) => {
  if (survey.committed === null) return [];
  const { files, secrets, databases } = survey.committed;
  const folder = facts?.media.root ?? null;
  const media =
    folder === null ? [] : files.filter((path) => path.startsWith(`${folder}/`) && !isKeeper(path));
  const at = (paths: readonly string[]) => paths.slice(0, namedAtMost).map((file) => ({ file, line: null }));
  const named = (paths: readonly string[]): readonly string[] => paths.slice(0, namedAtMost);
  return [
    ...(secrets.length === 0
      ? []
      : [
          finding(
            secrets.every((path) => ofDevelopment.test(path)) ? "warning" : "error",
            "SECRETS_COMMITTED",
            { files: named(secrets), more: Math.max(0, secrets.length - namedAtMost) },
            at(secrets),
          ),
        ]),
    ...(databases.length === 0
      ? []
      : [finding("warning", "DATABASES_COMMITTED", { files: named(databases) }, at(databases))]),
    ...(folder === null || media.length === 0
      ? []
      : [finding("warning", "MEDIA_COMMITTED", { folder, files: media.length }, at(media))]),
  ];
};

/** A file that only makes git keep its folder. */
function isKeeper(path: string): boolean {
  return /(^|\/)(\.gitkeep|\.keep|\.gitignore|README[^/]*)$/.test(path);
}
