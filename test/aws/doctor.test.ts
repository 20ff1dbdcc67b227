import {
  CreateUserCommand,
  CreateAccessKeyCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { change, createWorkbench, type Called, type Workbench } from "../lift/workbench.ts";
import { connectTo } from "./connect.ts";
import { useMinistack } from "./use-ministack.ts";

const blog = fileURLToPath(new URL("../../examples/blog", import.meta.url));

describe("what would go wrong on AWS, in an account", () => {
  const { ministack } = useMinistack();
  let bench: Workbench;
  let project: string;

  const doctor = (): Promise<Called> => bench.call(project, "doctor", "production", "--json");
  const findingsOf = ({ json, stderr }: Called): ReadonlyMap<string, Record<string, unknown>> => {
    expect(json?.findings, stderr).toBeInstanceOf(Array);
    return new Map(json.findings.map((one: { code: string }) => [one.code, one]));
  };

  beforeAll(async () => {
    Object.assign(process.env, ministack().environment);
    bench = await createWorkbench();
    project = join(bench.folder, "blog");
    await cp(blog, project, { recursive: true });
    await writeFile(
      join(project, "monolift.toml"),
      'name = "blog"\n\n[stages.production]\nprovider = "aws"\nregion = "us-east-1"\naccount = "000000000000"\ndatabase = "neon"\n',
    );
  });
  afterAll(async () => {
    await bench?.remove();
  });

  it("says who you are, and that all packages have a wheel for the machines of Lambda", async () => {
    const found = findingsOf(await doctor());
    expect(found.get("AWS_CALLER")).toMatchObject({
      severity: "note",
      facts: { account: "000000000000", region: "us-east-1" },
    });
    expect([...found.keys()].filter((code) => /^AWS_|WHEEL/.test(code))).toEqual(["AWS_CALLER"]);
  });

  it("names the actions that a user lacks, of Monolift's own and of CloudFormation in their name", async () => {
    const iam = connectTo(ministack().endpoint).client(IAMClient);
    await iam.send(new CreateUserCommand({ UserName: "ann" }));
    const Statement = [
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: ["cloudformation:ExecuteChangeSet", "iam:PassRole"], Resource: "*" },
    ];
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutUserPolicyCommand({ UserName: "ann", PolicyName: "work", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ann" }));
    const user = {
      AWS_ACCESS_KEY_ID: AccessKey?.AccessKeyId ?? "",
      AWS_SECRET_ACCESS_KEY: AccessKey?.SecretAccessKey ?? "",
    };
    Object.assign(bench.environment, user);
    const found = findingsOf(await doctor());
    expect(found.get("AWS_CALLER")).toMatchObject({
      facts: { caller: "arn:aws:iam::000000000000:user/ann" },
    });
    expect(found.get("AWS_RIGHTS_MISSING")).toMatchObject({
      severity: "error",
      facts: { actions: ["cloudformation:ExecuteChangeSet", "iam:PassRole"] },
    });
  });

  it("finds credentials of another account, and goes on without any", async () => {
    const config = join(project, "monolift.toml");
    await change(config, '"000000000000"', '"111111111111"');
    const other = findingsOf(await doctor());
    expect(other.get("AWS_ACCOUNT_WRONG")).toMatchObject({ facts: { wanted: "111111111111" } });
    expect(other.has("AWS_RIGHTS_MISSING")).toBe(false);
    Object.assign(bench.environment, { AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
    const alone = await doctor();
    expect(findingsOf(alone).get("AWS_NOT_REACHED")).toMatchObject({ facts: { why: "unreachable" } });
    expect(alone.code).toBe(1);
  });
});
