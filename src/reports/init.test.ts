import { describe, expect, it } from "vitest";
import { checkReports } from "../../test/reports/reports.ts";
import type { Imported } from "../actions/import-results.ts";
import type { InitResult } from "../actions/results.ts";
import type { ImportAdvice } from "../words/cli/reports/init/en.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import { languages } from "../words/words.ts";
import { initResult, sayInit } from "./init.ts";

const left = (
  advice: ImportAdvice,
  line: number,
  key: string,
  value: string | null,
  more: Partial<Imported["left"][number]> = {},
): Imported["left"][number] => ({
  file: "zappa_settings.json",
  line,
  key,
  value,
  stages: ["production"],
  kind: advice === "later" ? "later" : advice.startsWith("own-") ? "nothing" : "do",
  advice,
  target: null,
  nearest: null,
  ...more,
});

const taken: Imported["taken"] = [
  { to: "name", value: "shop-api", file: "zappa_settings.json", line: 4, key: "base.project_name" },
  {
    to: "stages.production.region",
    value: "eu-central-1",
    file: "zappa_settings.json",
    line: 3,
    key: "base.aws_region",
  },
  { to: "functions.web.memory", value: 1024, file: "zappa_settings.json", line: 9, key: "base.memory_size" },
];

const imported: Imported = {
  tool: "zappa",
  file: "zappa_settings.json",
  others: ["serverless.yml", "Procfile"],
  taken,
  left: [
    left("variable", 12, "base.environment_variables.SENTRY_DSN", null),
    ...Array.from({ length: 9 }, (_, index) =>
      left("variable", 13 + index, `base.environment_variables.V${index}`, "x"),
    ),
    left(
      "vpc",
      10,
      "base.vpc_config",
      '{"SubnetIds":["subnet-06fb3ba20ab159485"],"SecurityGroupIds":["sg-1"]}',
    ),
    left("unknown", 33, "production.djagno_settings", "shop.settings", { nearest: "django_settings" }),
    left("reference", 34, "production.domain", "${env:DOMAIN}", { target: "domain" }),
    left("later", 35, "production.domain", "api.shop.example", {
      target: 'stages.production.domain = "api.shop.example"',
    }),
    left("own-build", 6, "base.s3_bucket", "zappa-shop"),
    left("own-build", 7, "base.slim_handler", "true"),
  ],
  next: Array.from({ length: 10 }, (_, index) => `monolift secrets set V${index} production`),
};

const result: InitResult = {
  file: "/home/k/shop/monolift.toml",
  name: "shop-api",
  created: true,
  found: [],
  imported,
};

describe("the reports of init", () => {
  checkReports("init", (page) => ({
    "init, taken over from Zappa": sayInit(result, page),
    "init, taken over without a rest": sayInit(
      { ...result, imported: { ...imported, others: [], left: [], next: [] } },
      page,
    ),
  }));
});

describe("initResult", () => {
  it("gives each entry the sentence of what to do instead", () => {
    const [first] = initResult(result, "en").imported?.left ?? [];
    expect(first).toMatchObject({
      line: 12,
      value: null,
      kind: "do",
      instead: "Give it to the stage as a secret. The application reads it as a variable, as before.",
    });
  });

  it.each(languages)("has a sentence of its own for each advice in %s", (language) => {
    const { advice } = reportWords(language).init;
    const own = { en: /[a-z]{3}/, ja: /[ぁ-んァ-ヶ]/, ko: /[가-힣]/ }[language];
    const said = Object.entries(advice).map(([code, sentence]) => {
      const say: (facts: { readonly target: string; readonly nearest: string }) => string = sentence;
      return [code, say({ target: "app.root", nearest: "app.root" })] as const;
    });
    const strange = said.filter(
      ([code, text]) => code !== "later" && (!own.test(text) || /undefined|null/.test(text)),
    );
    expect(strange).toEqual([]);
    expect(new Set(said.map(([, text]) => text)).size).toBe(said.length);
  });
});
