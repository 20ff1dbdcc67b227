import { finding } from "../finding.ts";
import { foundInCode, type Rule } from "../subject.ts";

/** Methods that make the rows an application begins with, and that somebody calls by hand. */
export const findStartUpData: Rule = (subject) => {
  const found = foundInCode(subject, "start-up-data");
  if (found.length === 0) return [];
  return [finding("note", "START_UP_DATA", { methods: found.map(({ text }) => text) }, found)];
};
