import { finding, type Finding } from "../finding.ts";
import { isProvided, placeOfSetting, tableOf, type LoadedSubject, type Rule } from "../subject.ts";

const fileSessions = "django.contrib.sessions.backends.file";
const cacheSessions = "django.contrib.sessions.backends.cache";
const localCaches = /\.(LocMemCache|FileBasedCache)$/;

/** Caches and sessions that are kept in each process or on its disk. */
export const findCaches: Rule = (subject) => {
  const local = subject.facts.settingsAtRisk.filter(({ risk }) => risk === "local-cache");
  const sessions = findSessions(subject);
  return [
    ...local
      // A cache in memory under another name than `default` is one on purpose.
      .filter(({ setting, found }) => setting === "CACHES['default']" || found.endsWith("FileBasedCache"))
      .map(({ setting }) => {
        const given = isProvided(subject, { source: "cache", setting });
        const facts = { setting, isProvided: given };
        return finding(given ? "note" : "warning", "CACHE_LOCAL", facts, [placeOfSetting(subject, "CACHES")]);
      }),
    ...sessions,
    ...subject.facts.settingsAtRisk
      .filter(({ risk }) => risk === "local-channel-layer")
      .map(({ setting }) =>
        finding("warning", "CHANNELS_LOCAL", { setting }, [placeOfSetting(subject, setting)]),
      ),
  ];
};

function textOf(setting: unknown, fallback: string): string {
  return typeof setting === "string" ? setting : fallback;
}

function findSessions(subject: LoadedSubject): readonly Finding[] {
  const engine = textOf(subject.facts.settings["SESSION_ENGINE"], "");
  const backend = textOf(tableOf(subject, "CACHES")["default"]?.["BACKEND"], "LocMemCache");
  const isInCache = engine === cacheSessions && (localCaches.test(backend) || backend === "LocMemCache");
  if (engine !== fileSessions && !isInCache) return [];
  const given = isProvided(subject, { source: "cache" });
  const facts = { engine, isProvided: given };
  const places = [placeOfSetting(subject, "SESSION_ENGINE")];
  return [finding(given ? "note" : "error", "SESSIONS_LOCAL", facts, places)];
}
