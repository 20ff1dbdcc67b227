import { finding } from "../finding.ts";
import { tableOf, type LoadedSubject, type Rule, type SurveyRule } from "../subject.ts";

/** Packages that only tests import. */
const forTests =
  /^(pytest(-.+)?|moto|selenium|coverage|tox|nox|factory-boy|model-bakery|mixer|responses|freezegun|splinter|webtest|django-webtest|django-nose|nose|mock|vcrpy|locust|codecov|hypothesis)$/;

/** Packages for tests among the requirements that are installed. */
export const findTestPackages: SurveyRule = ({ survey }) => {
  const found = survey.required.filter(({ name }) => forTests.test(name));
  if (found.length === 0) return [];
  const packages = found.map(({ name }) => name);
  return [
    finding(
      "warning",
      "TEST_PACKAGES_REQUIRED",
      { packages },
      found.map(({ place }) => place),
    ),
  ];
};

/** Packages for a service beside the application, and how one knows that they are used. */
const services: Readonly<Record<string, (subject: LoadedSubject) => boolean>> = {
  redis: (subject) =>
    imports(subject, "redis", "django_redis") ||
    isIn(subject, "CACHES", /redis|valkey/i) ||
    isIn(subject, "CHANNEL_LAYERS", /redis/i) ||
    /^(redis|rediss|sentinel)/.test(subject.facts.celery?.broker ?? "") ||
    // Its extra is asked for as `celery[redis]`, which needs the package for results, too.
    subject.facts.tasks.length > 0,
  "django-redis": (subject) =>
    imports(subject, "django_redis") ||
    isIn(subject, "CACHES", /redis/i) ||
    isIn(subject, "STORAGES", /redis/i),
  celery: (subject) => imports(subject, "celery", "djcelery") || subject.facts.celery !== null,
};

/** Packages of services that nothing which is imported uses. */
export const findUnusedServices: Rule = (subject) => {
  if (subject.facts.evidence === undefined) return [];
  const found = subject.survey.required.filter(({ name }) => services[name]?.(subject) === false);
  if (found.length === 0) return [];
  const packages = found.map(({ name }) => name);
  return [
    finding(
      "note",
      "SERVICE_UNUSED",
      { packages },
      found.map(({ place }) => place),
    ),
  ];
};

function imports({ facts }: LoadedSubject, ...names: readonly string[]): boolean {
  return names.some((name) => facts.evidence?.imports.includes(name));
}

function isIn(subject: LoadedSubject, setting: string, backend: RegExp): boolean {
  return Object.values(tableOf(subject, setting)).some(({ BACKEND }) => backend.test(String(BACKEND)));
}
