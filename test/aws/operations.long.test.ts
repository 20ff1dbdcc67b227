import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetEmailIdentityCommand, PutAccountDetailsCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorkbench, writeProject, type Called, type Workbench } from "../lift/workbench.ts";
import { usePostgres } from "../platform/use-postgres.ts";
import type { CountingAws } from "./connect.ts";
import { startMinistack, type Ministack } from "./ministack.ts";

const toml = `name = "shop"

[mail]
from = "Shop <hello@example.com>"

[alerts]
email = "ann@example.com"
errors = 3
# ministack has no budgets.
budget = 0

[stages.production]
provider = "aws"
region = "us-east-1"
database = "url"
`;

describe("a stage on AWS that sends mail and tells somebody when it fails", () => {
  const { postgres } = usePostgres();
  let ministack: Ministack;
  let aws: CountingAws;
  let bench: Workbench;
  let project: string;
  let lifted: Called["json"];

  const call = async (...parameters: readonly string[]): Promise<Called> => {
    const called = await bench.call(project, ...parameters);
    expect(called.code, called.stderr).toBe(0);
    return called;
  };

  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
    Object.assign(process.env, ministack.environment);
    bench = await createWorkbench();
    project = join(bench.folder, "shop");
    await writeProject(project);
    await writeFile(join(project, "monolift.toml"), toml);
    await postgres().ensureDatabase("shop");
    const url = postgres().databaseUrl("shop");
    const { code, stderr } = await bench.pipe(url, project, "secrets", "set", "DATABASE_URL", "production");
    expect(code, stderr).toBe(0);
    ({ json: lifted } = await call("up", "production", "--json"));
  });
  afterAll(async () => {
    aws?.close();
    await bench?.remove();
    await ministack?.stop();
  });

  it("says that AWS asks whoever is to be told", () => {
    expect(lifted.notices).toContainEqual({ code: "ALERTS_CONFIRM", facts: { email: "ann@example.com" } });
  });

  it("tells when functions fail, when requests are turned away, and when pages are errors", async () => {
    const { MetricAlarms = [] } = await aws
      .client(CloudWatchClient)
      .send(new DescribeAlarmsCommand({ AlarmNamePrefix: "shop-production-" }));
    const thresholds = MetricAlarms.map(({ AlarmName, Threshold }) => [AlarmName, Threshold] as const);
    expect(Object.fromEntries(thresholds)).toEqual({
      "shop-production-failed-pages": 3,
      "shop-production-manage-errors": 3,
      "shop-production-web-errors": 3,
      "shop-production-web-throttles": 1,
    });
    for (const { AlarmActions = [] } of MetricAlarms)
      expect(AlarmActions).toEqual([expect.stringMatching(/^arn:aws:sns:us-east-1:\d{12}:monolift-shop/)]);
  });

  it("sends by way of SES what the application sends, as the stage's sender", async () => {
    await call("run", "production", "--", "sendtestemail", "bob@example.com");
    const sent = await fetch(`${ministack.endpoint}/_ministack/ses/messages`);
    expect(await sent.json()).toMatchObject({
      messages: {
        [aws.account]: [{ To: ["bob@example.com"], Subject: expect.stringMatching("Test email") }],
      },
    });
  });

  it("says in its status what keeps mail from being sent, as long as something does", async () => {
    const status = async (): Promise<Called["json"]> => (await call("status", "production", "--json")).json;
    const settled = await status();
    expect(settled.notices).toEqual([]);
    expect(settled.resources).toContainEqual(
      expect.objectContaining({ type: "AWS::SES::EmailIdentity", why: "mail-identity" }),
    );
    const sandboxed = { MailType: "TRANSACTIONAL", WebsiteURL: "https://example.com" } as const;
    await aws
      .client(SESv2Client)
      .send(new PutAccountDetailsCommand({ ...sandboxed, ProductionAccessEnabled: false }));
    expect((await status()).notices).toEqual([{ code: "MAIL_SANDBOX", facts: { region: "us-east-1" } }]);
  });

  it("moves its secrets to where the file wants them, and serves a release that reads them there", async () => {
    const shared = `${toml}\n[secrets]\nstore = "secrets-manager"\nshare = true\n`;
    await writeFile(join(project, "monolift.toml"), shared);
    const { json } = await call("up", "production", "--json");
    expect(json.notices).toContainEqual(expect.objectContaining({ code: "SECRETS_RIGHT_SHARED" }));
    // It has found its database there, or it would not serve.
    expect((await ministack.ask(`${json.url}/`)).status).toBe(200);
    const { json: kept } = await call("secrets", "list", "production", "--json");
    expect(kept.version).toMatch(/^[0-9a-f-]{36}$/);
    const { SecretString = "" } = await aws
      .client(SecretsManagerClient)
      .send(new GetSecretValueCommand({ SecretId: "/monolift/shop/secrets" }));
    expect(Object.keys(JSON.parse(SecretString) as object)).toEqual(["production"]);
  });

  it("serves the release from before the move again, with the secrets where they were", async () => {
    const { json } = await call("rollback", "production", "--to", "1", "--with-secrets", "--json");
    expect(json).toMatchObject({ to: 1, secrets: 1 });
    expect((await ministack.ask(`${json.url}/`)).status).toBe(200);
  });

  it("goes with its sender and its part of the shared secrets", async () => {
    const { json } = await call("down", "production", "--delete-data", "--json");
    expect(json.removed).toEqual(expect.arrayContaining(["hello@example.com", "/monolift/shop/secrets"]));
    const gone = aws
      .client(SESv2Client)
      .send(new GetEmailIdentityCommand({ EmailIdentity: "hello@example.com" }));
    await expect(gone).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
