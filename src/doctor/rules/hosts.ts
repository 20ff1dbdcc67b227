import { finding } from "../finding.ts";
import { isLocalHost, isWrittenOut, placeOfSetting, textsOf, type Rule } from "../subject.ts";

/** Hosts of one installation, written into the code. Names of this machine are everybody's. */
export const findHosts: Rule = (subject) => {
  if (!isWrittenOut(subject, "ALLOWED_HOSTS")) return [];
  const all = textsOf(subject, "ALLOWED_HOSTS");
  const hosts = all.filter((host) => !isLocalHost(host) && host !== ".localhost" && host !== "testserver");
  if (hosts.length === 0 || all.includes("*")) return [];
  return [finding("note", "HOSTS_WRITTEN", { hosts }, [placeOfSetting(subject, "ALLOWED_HOSTS")])];
};
