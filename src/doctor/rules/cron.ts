import { finding } from "../finding.ts";
import { placeOfSetting, type Rule } from "../subject.ts";

/** Apps that run work at set times from a crontab or a process of their own. */
const crons = [
  "django_crontab",
  "django_cron",
  "django_apscheduler",
  "django_celery_beat",
  "kronos",
] as const;

/** Work at set times that nothing runs, used or only declared. */
export const findCron: Rule = (subject) => {
  const installed = new Set(subject.facts.installedApps.map(({ name }) => name.split(".")[0] ?? ""));
  return crons
    .filter((name) => installed.has(name))
    .map((name) => {
      const jobs = jobsOf(name, subject);
      const facts = { package: name, jobs };
      return finding(jobs === 0 ? "note" : "warning", "CRON_DECLARED", facts, [
        placeOfSetting(subject, name === "django_crontab" && jobs !== 0 ? "CRONJOBS" : "INSTALLED_APPS"),
      ]);
    });
};

/** How many there are; null where only the database knows. */
function jobsOf(name: (typeof crons)[number], { facts }: Parameters<Rule>[0]): number | null {
  if (name === "django_crontab") return Number(facts.settings["CRONJOBS"] ?? 0);
  if (name === "django_celery_beat" && facts.tasks.every(({ kind }) => kind !== "celery")) return 0;
  return null;
}
