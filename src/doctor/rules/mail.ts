import { finding } from "../finding.ts";
import { isLocalHost, isProvided, placeOfSetting, type Rule } from "../subject.ts";

const smtp = "django.core.mail.backends.smtp.EmailBackend";

/** Mail to a server on this machine, where the project chooses one; Django's own default says nothing. */
export const findMail: Rule = (subject) => {
  const { settings } = subject.facts;
  const overridden = settings["overridden"];
  const isChosen =
    Array.isArray(overridden) && (overridden.includes("EMAIL_HOST") || overridden.includes("EMAIL_BACKEND"));
  const given = settings["EMAIL_HOST"];
  const host = typeof given === "string" ? given : "";
  if (!isChosen || settings["EMAIL_BACKEND"] !== smtp || !isLocalHost(host)) return [];
  const facts = { host, isProvided: isProvided(subject, { source: "mail" }) };
  const places = [placeOfSetting(subject, "EMAIL_HOST") ?? placeOfSetting(subject, "EMAIL_BACKEND")];
  return [finding(facts.isProvided ? "note" : "warning", "MAIL_LOCAL", facts, places)];
};
