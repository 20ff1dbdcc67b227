import { describe, expect, it } from "vitest";
import { pocketToml } from "../../../test/importers/files.ts";
import { fitted, leftBy, lostKeys, writtenBy } from "../../../test/importers/said.ts";
import { readPocket } from "./pocket.ts";
import { readToml } from "./read-toml.ts";

const file = readToml(pocketToml, "pocket.toml");
const reading = readPocket(file);

describe("readPocket", () => {
  it("takes over what has an equal, a stage's own table over that of all", () => {
    expect(reading?.name?.value).toBe("shop");
    expect(writtenBy(reading)).toEqual([
      "dev.database.engine: neon",
      "dev.region: ap-northeast-1",
      "dev.mail.engine: ses",
      "dev.mail.from: noreply@shop.example",
      "secrets.store: secrets-manager",
      "dev.functions.web.memory: 1024",
      "functions.web.timeout: 45",
      "prod.database.engine: aurora",
      "prod.region: ap-northeast-1",
      "prod.mail.engine: ses",
      "prod.mail.from: noreply@shop.example",
      "prod.database.min: 0.5",
      "prod.database.max: 4",
      "prod.domain: shop.example",
      "prod.functions.web.memory: 2048",
      "prod.functions.web.concurrency: 50",
    ]);
  });

  it("lists the rest, in the order of the file", () => {
    expect(leftBy(reading)).toEqual([
      "vpc: vpc",
      "efs: vpc.efs",
      "bucket-options: s3.versioning",
      "data-stays: neon",
      "second: neon",
      "mail: ses",
      "own-build: container.main.dockerfile_path",
      "own-commands: container.main.handlers.management",
      "worker: container.main.handlers.mails",
      "variable: container.main.envs.SHOP_TITLE",
      "variable: container.main.envs.STRIPE_API_KEY",
      "own-secret-key: container.main.secrets.managed.SECRET_KEY",
      "own-database: container.main.secrets.managed.DATABASE_URL",
      "secret-kind: container.main.secrets.managed.SIGNING_KEY",
      "variable: container.main.secrets.user.MAPS_KEY",
      "own-storage: container.main.django.storages.default",
      "own-storage: container.main.django.storages.staticfiles",
      "storages: container.main.django.storages.invoices",
      "schedule: scheduler.schedules.digest",
      "data-stays: prod.rds",
      "cdn: prod.cloudfront.web",
    ]);
  });

  it("loses nothing and shows no secret", () => {
    expect(lostKeys(file, reading)).toEqual([]);
    expect(JSON.stringify(fitted(reading))).not.toContain("hunter2");
  });

  it("reads the table of the one container that there was before version 0.29", () => {
    const old = `[general]
region = "ap-southeast-1"
stages = ["dev"]
[rds]
[awscontainer]
dockerfile_path = "Dockerfile"
[awscontainer.handlers.wsgi]
command = "pocket.django.lambda_handlers.wsgi_handler"
timeout = 20
[dev.awscontainer.handlers.wsgi.apigateway]
domain = "api.shop.example"
`;
    expect(writtenBy(readPocket(readToml(old, "pocket.toml")))).toEqual([
      "dev.database.engine: aurora",
      "dev.region: ap-southeast-1",
      "functions.web.timeout: 20",
      "dev.domain: api.shop.example",
    ]);
  });

  it("leaves a database that Monolift does not make to the settings, with its address as a secret", () => {
    const tidb = `[general]
region = "ap-northeast-1"
stages = ["dev"]
[tidb]
[container.main.secrets.user]
DATABASE_URL = { type = "tidb_database_url" }
`;
    const read = readPocket(readToml(tidb, "pocket.toml"));
    expect(writtenBy(read)).toContain("dev.database.engine: settings");
    expect(leftBy(read)).toContain("database-other: tidb");
    expect(fitted(read).variables.map(({ name }) => name)).toEqual(["DATABASE_URL"]);
  });

  it("takes the database that DATABASE_URL is of, where there are two, and one that is there already as it is", () => {
    const two = `[general]
region = "ap-northeast-1"
stages = ["dev"]
[neon]
project_name = "x"
[rds]
managed = false
secret_arn = "arn:aws:secretsmanager:ap-northeast-1:1:secret:x"
[container.main.secrets.managed]
DATABASE_URL = { type = "rds_database_url" }
`;
    const read = readPocket(readToml(two, "pocket.toml"));
    expect(writtenBy(read)).toContain("dev.database.engine: url");
    expect(leftBy(read)).toContain("second: neon");
  });

  it("does not take a pocket.toml of another program", () => {
    expect(readPocket(readToml('[workspace]\nname = "pocket"\n', "pocket.toml"))).toBeUndefined();
  });
});
