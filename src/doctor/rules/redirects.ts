import { finding } from "../finding.ts";
import { foundInCode, once, type Rule } from "../subject.ts";

/** Addresses of this machine that an OAuth provider sends a browser back to. */
export const findRedirects: Rule = (subject) => {
  const found = foundInCode(subject, "local-redirect");
  if (found.length === 0) return [];
  const addresses = once(found.map(({ text }) => text));
  return [finding("warning", "REDIRECT_TO_LOCALHOST", { addresses }, found)];
};
