import { finding } from "../finding.ts";
import { isLocalHost, placeOfSetting, textsOf, type Rule } from "../subject.ts";

const lists = ["CORS_ALLOWED_ORIGINS", "CORS_ORIGIN_WHITELIST"] as const;
const patterns = ["CORS_ALLOWED_ORIGIN_REGEXES", "CORS_ORIGIN_REGEX_WHITELIST"] as const;

/** Origins of django-cors-headers that are all on this machine. */
export const findCors: Rule = (subject) => {
  const { settings } = subject.facts;
  const isOpen = settings["CORS_ALLOW_ALL_ORIGINS"] === true || settings["CORS_ORIGIN_ALLOW_ALL"] === true;
  const setting = lists.find((name) => textsOf(subject, name).length > 0);
  if (isOpen || setting === undefined || patterns.some((name) => textsOf(subject, name).length > 0))
    return [];
  const origins = textsOf(subject, setting);
  const isLocal = (origin: string): boolean =>
    isLocalHost(origin.replace(/^[a-z]+:\/\//i, "").replace(/:\d+$/, ""));
  if (!origins.every(isLocal)) return [];
  return [finding("warning", "CORS_LOCAL_ONLY", { origins }, [placeOfSetting(subject, setting)])];
};
