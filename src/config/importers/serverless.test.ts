import { describe, expect, it } from "vitest";
import { serverlessYml } from "../../../test/importers/files.ts";
import { fitted, leftBy, lostKeys, writtenBy } from "../../../test/importers/said.ts";
import { readYaml } from "./read-yaml.ts";
import { readServerless } from "./serverless.ts";

const parse = (text: string) => readYaml(text, { file: "serverless.yml", version: "1.2" });
const file = parse(serverlessYml);
const reading = readServerless(file);

/** A service of one function, with something added. */
const service = (provider: string, rest = ""): string => `service: shop
plugins: [serverless-wsgi]
provider:
  name: aws
${provider}
functions:
  web:
    handler: wsgi_handler.handler
${rest}`;

describe("readServerless", () => {
  it("makes a stage of the one that is deployed by default, and of each that parameters are kept for", () => {
    expect(reading?.name?.value).toBe("shop");
    expect(writtenBy(reading)).toEqual([
      "app.requirements: requirements/production.txt",
      "dev.domain: dev.shop.example",
      "app.python: 3.13",
      "dev.region: ap-northeast-2",
      "dev.functions.web.memory: 512",
      "dev.app.settings: shop.settings.dev",
      "functions.web.timeout: 28",
      "functions.web.concurrency: 15",
      "dev.database.engine: settings",
      "prod.domain: shop.example",
      "prod.region: ap-northeast-2",
      "prod.functions.web.memory: 1536",
      "prod.app.settings: shop.settings.prod",
      "prod.database.engine: settings",
    ]);
  });

  it("lists the rest, in the order of the file", () => {
    expect(leftBy(reading)).toEqual([
      "plugin: plugins",
      "own-detected: custom.wsgi.app",
      "plugin: custom.associateWaf",
      "database-settings: provider",
      "variable: provider.environment.DB_PASSWORD",
      "variable: provider.environment.BUCKET",
      "variable: provider.environment.QUEUE",
      "vpc: provider.vpc",
      "permissions: provider.iam",
      "layers: functions.web.layers",
      "schedule: functions.web.events",
      "functions: functions.thumbnails",
      "resources: resources.Resources.MediaBucket",
    ]);
  });

  it("keeps what the file does not say itself as it is written", () => {
    const values = Object.fromEntries(fitted(reading).left.map(({ from }) => [from.key, from.value]));
    expect(values["provider.environment.BUCKET"]).toBe("!Ref MediaBucket");
    expect(values["provider.environment.QUEUE"]).toBe("Fn::GetAtt: [Queue, Arn]");
    expect(values["provider.vpc"]).toContain("!GetAtt Group.GroupId");
    expect(values["provider.environment.DB_PASSWORD"]).toBeNull();
  });

  it("loses nothing but what only serves the file itself", () => {
    // The time limit of the one function stands in place of the one for all of them.
    expect(lostKeys(file, reading)).toEqual(["custom.sizes.dev", "custom.sizes.prod", "provider.timeout"]);
  });

  it.each([
    ["region: ${env:REGION, 'us-east-1'}", "reference: provider.region"],
    ["memorySize: ${ssm:/memory}", "reference: provider.memorySize"],
    ["timeout: ${self:custom.missing}", "reference: provider.timeout"],
    ["timeout: 1200", ""],
    ["memorySize: 1.5", "unfit: provider.memorySize"],
  ])("does not guess what only a deployment knows: %s", (line, said) => {
    const left = leftBy(readServerless(parse(service(`  ${line}`))));
    expect(left.filter((one) => /reference|unfit/.test(one))).toEqual(said === "" ? [] : [said]);
  });

  it("finds the ways that variables lead to each other, and ends where they lead in a circle", () => {
    const circle = "  region: ${self:custom.a}\n";
    const customs = "custom:\n  a: ${self:custom.b}\n  b: ${self:custom.a}\n";
    expect(leftBy(readServerless(parse(service(circle, customs))))).toContain("reference: provider.region");
    const way = "custom:\n  a: ${self:custom.b, 'x'}\n  b: ${opt:region, self:custom.c}\n  c: eu-west-1\n";
    expect(writtenBy(readServerless(parse(service(circle, way))))).toContain("dev.region: eu-west-1");
  });

  it("takes functions that are written as a list, and a service with a table for its name", () => {
    const text = `service: { name: shop }
plugins: [serverless-wsgi]
provider: { name: aws, region: eu-west-1 }
functions:
  - web: { handler: wsgi_handler.handler, memorySize: 512 }
  - other: { handler: other.handler }
`;
    const read = readServerless(parse(text));
    expect(read?.name?.value).toBe("shop");
    expect(writtenBy(read)).toContain("functions.web.memory: 512");
    expect(leftBy(read)).toContain("functions: functions.other");
  });

  it("says aloud where API Gateway checks who may enter", () => {
    const rest = "    events:\n      - http: { path: /, method: any, authorizer: aws_iam }\n";
    expect(leftBy(readServerless(parse(service("", rest))))).toContain("authorizer: functions.web.events");
  });

  it.each([
    ["another cloud", "service: x\nplugins: [serverless-wsgi]\nprovider: { name: google }\n"],
    ["functions without WSGI", "service: x\nprovider: { name: aws }\nfunctions: { a: { handler: a.b } }\n"],
    ["nothing at all", ""],
  ])("does not take a file of %s", (_what, text) => {
    expect(readServerless(parse(text))).toBeUndefined();
  });
});
