import { finding } from "../finding.ts";
import { localAddress, placeOfSetting, type Rule } from "../subject.ts";

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const functionSeconds = 900;

/** Background tasks that no worker executes, with a broker that nobody else reaches, or that take too long. */
export const findTasks: Rule = (subject) => {
  const { facts } = subject;
  const countOf = (...kinds: readonly string[]): number =>
    facts.notRunning.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0);
  const tasks = countOf("celery-tasks", "django-tasks");
  const schedules = countOf("celery-schedules");
  const broker = countOf("celery-tasks") > 0 ? (facts.celery?.broker ?? null) : null;
  const isLocal = broker !== null && localAddress(broker) !== null;
  const limit = ["CELERY_TASK_TIME_LIMIT", "CELERY_TASK_SOFT_TIME_LIMIT"].find(
    (setting) => Number(facts.settings[setting] ?? 0) > functionSeconds,
  );
  const places = [placeOfSetting(subject, "CELERY_BROKER_URL") ?? placeOfSetting(subject, "BROKER_URL")];
  return [
    ...(tasks + schedules === 0
      ? []
      : [
          finding(
            isLocal ? "error" : "warning",
            "TASKS_NOT_EXECUTED",
            { tasks, schedules, broker, isLocal },
            places,
          ),
        ]),
    ...(limit === undefined
      ? []
      : [
          finding(
            "warning",
            "TASK_TIME_LIMIT_LONG",
            { setting: limit, seconds: Number(facts.settings[limit]) },
            [placeOfSetting(subject, limit)],
          ),
        ]),
  ];
};
