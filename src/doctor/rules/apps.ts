import { finding } from "../finding.ts";
import { once, placeOfSetting, type LoadedSubject, type SurveyRule } from "../subject.ts";

/**
 * Installed apps without their package: those that keep the application from being loaded, and those that only the
 * requirements for development have.
 */
export const findApps: SurveyRule = (subject) => {
  const { facts, survey } = subject;
  if (facts === null) {
    const missing = survey.appsMissing;
    return missing.length === 0
      ? []
      : [
          finding(
            "error",
            "APPS_MISSING",
            { apps: once(missing.map(({ app }) => app)) },
            missing.map(({ place }) => place),
          ),
        ];
  }
  return findNotRequired({ ...subject, facts });
};

/** Only what the installed requirements ask for by name, so that a package which comes with another is no finding. */
function findNotRequired(subject: LoadedSubject): ReturnType<SurveyRule> {
  const { facts, survey } = subject;
  const { production, packages, required } = survey;
  if (production === null) return [];
  const asked = new Set(required.map(({ name }) => name));
  const lacking = facts.installedApps.flatMap(({ name }) => {
    const distribution = packages.modules[name.split(".")[0] ?? ""];
    const isLacking =
      distribution !== undefined && asked.has(distribution) && !production.names.includes(distribution);
    return isLacking ? [{ app: name, package: distribution }] : [];
  });
  if (lacking.length === 0) return [];
  const places = [placeOfSetting(subject, "INSTALLED_APPS"), { file: production.file, line: null }];
  return [finding("error", "APPS_NOT_REQUIRED", { apps: lacking, file: production.file }, places)];
}
