import { stackEn } from "./stack/en.ts";
import { dataEn } from "./data/en.ts";
import { packagesEn } from "./packages/en.ts";
import { databasesEn } from "./databases/en.ts";
import { doorsEn } from "./doors/en.ts";
import { networkEn } from "./network/en.ts";
import { importersEn } from "./importers/en.ts";
import { accountEn } from "./account/en.ts";
import { stageEn } from "./stage/en.ts";

/** What is said of AWS, in English: the type that the other languages follow. */
export const awsEn = {
  errors: {
    ...stackEn.errors,
    ...dataEn.errors,
    ...packagesEn.errors,
    ...databasesEn.errors,
    ...doorsEn.errors,
    ...importersEn.errors,
    ...networkEn.errors,
    ...accountEn.errors,
    ...stageEn.errors,
  },
  notices: {
    ...stackEn.notices,
    ...dataEn.notices,
    ...packagesEn.notices,
    ...databasesEn.notices,
    ...doorsEn.notices,
    ...importersEn.notices,
    ...networkEn.notices,
    ...accountEn.notices,
    ...stageEn.notices,
  },
};

export type AwsWords = typeof awsEn;
