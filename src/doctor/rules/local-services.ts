import { finding } from "../finding.ts";
import { isProvided, localAddress, placeOfSetting, tableOf, type Rule } from "../subject.ts";

/** Servers of caches and databases that are on this machine, and that Monolift does not take the place of. */
export const findLocalServices: Rule = (subject) => {
  const caches = Object.entries(tableOf(subject, "CACHES")).flatMap(([alias, { BACKEND, LOCATION }]) => {
    const isServer = /redis|memcached|valkey/i.test(String(BACKEND));
    const locations = (Array.isArray(LOCATION) ? LOCATION : [LOCATION]).filter(
      (one) => typeof one === "string",
    );
    const address = isServer ? locations.map(localAddress).find((one) => one !== null) : undefined;
    return address == null ? [] : [[`CACHES['${alias}']`, address] as const];
  });
  const databases = Object.entries(tableOf(subject, "DATABASES")).flatMap(([alias, { HOST, PORT }]) => {
    const setting = `DATABASES['${alias}']`;
    const address = typeof HOST === "string" && HOST !== "" ? localAddress(HOST) : null;
    if (address === null || isProvided(subject, { source: "database", setting })) return [];
    return [[setting, typeof PORT === "string" && PORT !== "" ? `${address}:${PORT}` : address] as const];
  });
  return [...caches, ...databases].map(([setting, address]) =>
    finding("error", "SERVICE_ON_LOCALHOST", { setting, address }, [placeOfSetting(subject, setting)]),
  );
};
