import { describe } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { SecretsChangeResult, SecretsListResult } from "../actions/secret-results.ts";
import { saySecrets, saySecretsChange } from "./secrets.ts";

const secrets: SecretsListResult = {
  name: "blog",
  stage: "local",
  version: 4,
  secrets: [
    {
      name: "FACEBOOK_APP_ID",
      changedAt: "2026-04-30T12:00:00Z",
      changedBy: "k@laptop",
      origin: "imported",
      file: ".secrets/base.json",
      usedAs: "file",
    },
    {
      name: "STRIPE_API_KEY",
      changedAt: "2026-05-01T11:58:00Z",
      changedBy: "k@laptop",
      origin: "given",
      file: null,
      usedAs: "variable",
    },
    {
      name: "SECRET_KEY",
      changedAt: null,
      changedBy: null,
      origin: "generated",
      file: null,
      usedAs: "variable",
    },
  ],
};

const secretsChange: SecretsChangeResult = {
  name: "blog",
  stage: "local",
  version: 5,
  set: Array.from({ length: 14 }, (_, index) => `KEY_${index + 1}`),
  removed: [],
  effect: "now",
  notices: [],
};

describe("the reports of secrets", () => {
  checkReports("secrets", (page) => ({
    secrets: saySecrets(secrets, page),
    "secrets, changed": saySecretsChange(secretsChange, page),
    "secrets, removed before the first up": saySecretsChange(
      { ...secretsChange, set: [], removed: ["OLD_KEY"], effect: "next-up" },
      page,
    ),
    "secrets, the same": saySecretsChange({ ...secretsChange, effect: "unchanged" }, page),
  }));
});
