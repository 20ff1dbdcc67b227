import { stackJa } from "./stack/ja.ts";
import { dataJa } from "./data/ja.ts";
import { packagesJa } from "./packages/ja.ts";
import { databasesJa } from "./databases/ja.ts";
import { doorsJa } from "./doors/ja.ts";
import { networkJa } from "./network/ja.ts";
import { importersJa } from "./importers/ja.ts";
import { accountJa } from "./account/ja.ts";
import { stageJa } from "./stage/ja.ts";
import type { AwsWords } from "./en.ts";

export const awsJa: AwsWords = {
  errors: {
    ...stackJa.errors,
    ...dataJa.errors,
    ...packagesJa.errors,
    ...databasesJa.errors,
    ...doorsJa.errors,
    ...importersJa.errors,
    ...networkJa.errors,
    ...accountJa.errors,
    ...stageJa.errors,
  },
  notices: {
    ...stackJa.notices,
    ...dataJa.notices,
    ...packagesJa.notices,
    ...databasesJa.notices,
    ...doorsJa.notices,
    ...importersJa.notices,
    ...networkJa.notices,
    ...accountJa.notices,
    ...stageJa.notices,
  },
};
