import { finding } from "../finding.ts";
import { foundInCode, once, type Rule } from "../subject.ts";

/** Commands are run where one likes, and some of them are there to write files. */
const inCommands = /(^|\/)management\/commands\//;

/** Files beside the code that views and models open for writing. */
export const findWrittenFiles: Rule = (subject) => {
  const found = foundInCode(subject, "file-write").filter(({ file }) => !inCommands.test(file));
  if (found.length === 0) return [];
  return [finding("warning", "FILES_WRITTEN", { paths: once(found.map(({ text }) => text)) }, found)];
};
