import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { everyKey } from "../../../test/importers/said.ts";
import { pocketToml, serverlessYml, zappaJson } from "../../../test/importers/files.ts";
import { fileSchema } from "../schema.ts";
import { makeDraft } from "./draft.ts";
import { fitDraft, type Fitted } from "./fit.ts";
import { readPocket } from "./pocket.ts";
import { readServerless } from "./serverless.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";
import { renderImport } from "./render.ts";
import { ownVocabulary, type Vocabulary } from "./vocabulary.ts";
import { readZappa } from "./zappa.ts";

const readings = {
  pocket: readPocket(readToml(pocketToml, "pocket.toml")),
  zappa: readZappa(readYaml(zappaJson, { file: "zappa_settings.json", version: "1.2" })),
  serverless: readServerless(readYaml(serverlessYml, { file: "serverless.yml", version: "1.2" })),
};

function draftOf(name: keyof typeof readings) {
  const reading = readings[name];
  if (reading === undefined) throw new Error(`${name} was not recognised`);
  return makeDraft(reading);
}

/** A version that lacks some keys, by the beginning of their paths. */
const without = (...missing: readonly string[]): Vocabulary => ({
  hasKey: (path) => !missing.some((key) => path.join(".").includes(key)),
  accepts: () => true,
});

const written = ({ entries }: Fitted): readonly string[] =>
  entries.map(({ stage, key }) => `${stage === null ? "" : `${stage}.`}${key}`);

describe("fitDraft", () => {
  it("writes each key that there is, and lists the others as to come, with the line that they will be", () => {
    const all = fitDraft(draftOf("zappa"), everyKey);
    const some = fitDraft(draftOf("zappa"), without("domain"));
    expect(written(all)).toContain("production.domain");
    expect(written(some)).toEqual(written(all).filter((key) => key !== "production.domain"));
    expect(some.left.filter(({ advice }) => advice === "later")).toMatchObject([
      { target: 'stages.production.domain = "api.shop.example"', from: { line: 29 } },
    ]);
  });

  it("writes no stage while there is no provider for it, and what holds for all of them nevertheless", () => {
    const isWithoutAws: Vocabulary = {
      hasKey: () => true,
      accepts: (document) => !JSON.stringify(document).includes('"aws"'),
    };
    const fitted = fitDraft(draftOf("zappa"), isWithoutAws);
    expect(fitted.stages).toEqual([]);
    expect(written(fitted)).toEqual(["app.python", "functions.web.timeout"]);
    expect(fitted.variables).toEqual([]);
    expect(fitted.left.filter(({ advice }) => advice === "later").map(({ target }) => target)).toContain(
      'stages.production.region = "eu-central-1"',
    );
  });

  it("says of a number that a key does not take that it is past its bounds", () => {
    const small: Vocabulary = {
      hasKey: () => true,
      accepts: (one) => !JSON.stringify(one).includes("12000"),
    };
    const fitted = fitDraft(draftOf("zappa"), small);
    expect(written(fitted)).not.toContain("production.functions.web.memory");
    expect(fitted.left.filter(({ advice }) => advice === "unfit")).toMatchObject([
      { target: "stages.production.functions.web.memory = 12000", from: { value: "12000" } },
    ]);
  });

  it.each(Object.keys(readings) as (keyof typeof readings)[])(
    "makes a file that this very version accepts: %s",
    (name) => {
      const fitted = fitDraft(draftOf(name), ownVocabulary);
      const text = renderImport({ value: "shop", from: null }, fitted);
      expect(fileSchema.safeParse(parse(text)).error, text).toBeUndefined();
    },
  );
});

describe("renderImport", () => {
  it("says of each value where it stood", () => {
    const draft = draftOf("zappa");
    const name = { file: "zappa_settings.json", line: 4, key: "base.project_name", value: "Shop API" };
    expect(renderImport({ value: "shop-api", from: name }, fitDraft(draft, everyKey))).toBe(
      `name = "shop-api"  # zappa_settings.json:4 base.project_name

[app]
python = "3.12"  # zappa_settings.json:5 base.runtime

[functions.web]
timeout = 29  # zappa_settings.json:8 base.timeout_seconds

[stages.staging-eu]
provider = "aws"
region = "eu-central-1"                 # zappa_settings.json:3 base.aws_region
functions.web.memory = 512              # zappa_settings.json:9 base.memory_size
app.settings = "shop.settings.staging"  # zappa_settings.json:20 staging_eu.django_settings
database = "settings"

[stages.production]
provider = "aws"
region = "eu-central-1"                    # zappa_settings.json:3 base.aws_region
functions.web.memory = 12000               # zappa_settings.json:26 production.memory_size
app.settings = "shop.settings.production"  # zappa_settings.json:25 production.django_settings
functions.web.concurrency = 20             # zappa_settings.json:27 production.lambda_concurrency
functions.web.tmp = 2048                   # zappa_settings.json:28 production.ephemeral_storage.Size
domain = "api.shop.example"                # zappa_settings.json:29 production.domain
database = "settings"
`,
    );
  });

  it("writes the long form of a database where more is said of it", () => {
    const text = renderImport({ value: "shop", from: null }, fitDraft(draftOf("pocket"), everyKey));
    expect(text).toContain('database = "neon"');
    expect(text).toContain('database.engine = "aurora"');
    expect(text).toContain("database.min = 0.5");
  });
});
