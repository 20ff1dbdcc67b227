import { awsEn } from "./aws/en.ts";
import { secretsEn } from "./secrets/en.ts";

/** What `providers` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    ...secretsEn.errors,
    ...awsEn.errors,
    NAME_TAKEN: (facts: { name: string; root: string }) => ({
      cause: `The name "${facts.name}" belongs to the project in ${facts.root}: two applications must never share a database by accident.`,
      fix: `Give this project another \`name\` in monolift.toml. If it is the same project and the other folder is only a copy, end it there first with \`monolift down ${facts.name}/local\`.`,
    }),
    PROCESS_DOES_NOT_END: (facts: { pid: number }) => ({
      cause: `The background process ${facts.pid} was asked to end and is still there after 30 seconds.`,
      fix: `End it with \`kill -9 ${facts.pid}\` and run the command again; no data is lost by that.`,
    }),
  },
  notices: { ...secretsEn.notices, ...awsEn.notices },
};

export type Words = typeof en;
