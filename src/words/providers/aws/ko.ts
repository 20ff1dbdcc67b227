import { stackKo } from "./stack/ko.ts";
import { dataKo } from "./data/ko.ts";
import { packagesKo } from "./packages/ko.ts";
import { databasesKo } from "./databases/ko.ts";
import { doorsKo } from "./doors/ko.ts";
import { networkKo } from "./network/ko.ts";
import { importersKo } from "./importers/ko.ts";
import { accountKo } from "./account/ko.ts";
import { stageKo } from "./stage/ko.ts";
import type { AwsWords } from "./en.ts";

export const awsKo: AwsWords = {
  errors: {
    ...stackKo.errors,
    ...dataKo.errors,
    ...packagesKo.errors,
    ...databasesKo.errors,
    ...doorsKo.errors,
    ...importersKo.errors,
    ...networkKo.errors,
    ...accountKo.errors,
    ...stageKo.errors,
  },
  notices: {
    ...stackKo.notices,
    ...dataKo.notices,
    ...packagesKo.notices,
    ...databasesKo.notices,
    ...doorsKo.notices,
    ...importersKo.notices,
    ...networkKo.notices,
    ...accountKo.notices,
    ...stageKo.notices,
  },
};
