import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMinistack, type Ministack } from "../../../../../test/aws/ministack.ts";
import { noSecrets, valueOf, withSecret, type SecretsDocument } from "../../../secrets/document.ts";
import type { Aws } from "../../aws.ts";
import { openManagerSecrets } from "./manager-secrets.ts";
import { followMove } from "./moved-secrets.ts";
import { openParameterSecrets } from "./parameter-secrets.ts";
import { recordsIn, storeOf } from "./sources.ts";
import type { StageSecrets } from "./stage-secrets.ts";

const including = (name: string, value: string, document = noSecrets): SecretsDocument =>
  withSecret(document, name, value, { at: "", by: "", from: null });

describe("secrets whose place the file has changed", () => {
  let ministack: Ministack;
  let aws: Aws;
  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
  });
  afterAll(async () => {
    aws?.close();
    await ministack?.stop();
  });

  const opened = (stage: string): Readonly<Record<"before" | "now" | "moved", StageSecrets>> => {
    const names = { project: "blog", stage };
    const before = openParameterSecrets(aws, names, "secrets");
    const now = openManagerSecrets(aws, names, { document: "secrets", share: true });
    const placed = { store: "secrets-manager", secrets: now } as const;
    return { before, now, moved: followMove(names, placed, [{ store: "ssm", secrets: before }]) };
  };
  const greeting = async (secrets: StageSecrets, version?: string): Promise<string | undefined> => {
    const kept = await secrets.read(version === undefined ? {} : { version });
    return kept === undefined ? undefined : valueOf(kept.document, "GREETING");
  };

  it("are read where they were until the new place has some; what is written goes there alone", async () => {
    const { before, now, moved } = opened("a");
    await before.write(including("GREETING", "hello"), { expectedVersion: null });
    expect(await greeting(moved)).toBe("hello");
    const kept = await moved.read();
    await moved.write(including("GREETING", "good day"), { expectedVersion: kept?.version ?? null });
    expect(await greeting(moved)).toBe("good day");
    expect([await greeting(now), await greeting(before)]).toEqual(["good day", "hello"]);
  });

  it("are found at a version of either place", async () => {
    const { moved } = opened("a");
    const current = await moved.read();
    expect(await greeting(moved, "1")).toBe("hello");
    expect(await greeting(moved, current?.version)).toBe("good day");
    await expect(moved.read({ version: "7" })).rejects.toMatchObject({ code: "SECRETS_VERSION_GONE" });
  });

  it("are not written over by who has not seen what is there", async () => {
    const { before, moved } = opened("b");
    await before.write(including("GREETING", "hello"), { expectedVersion: null });
    const seen = await moved.read();
    await before.write(including("GREETING", "hi"), { expectedVersion: "1" });
    const late = moved.write(including("OTHER", "x"), { expectedVersion: seen?.version ?? null });
    await expect(late).rejects.toMatchObject({ code: "SECRETS_CHANGED_MEANWHILE" });
  });

  it("go from both places", async () => {
    const { before, now, moved } = opened("a");
    expect(await moved.remove()).toBe(true);
    expect([await now.read(), await before.read(), await moved.remove()]).toEqual([
      undefined,
      undefined,
      false,
    ]);
  });
});

describe("sources", () => {
  const record = "arn:aws:secretsmanager:us-east-1:123456789012:secret:/monolift/blog/secrets-AbCdEf";
  const version = "0a1b2c3d-0000-4000-8000-000000000000";

  it("say which store keeps them", () => {
    expect(storeOf("ssm:/monolift/blog/a/secrets:7")).toEqual({ store: "ssm", share: false });
    const manager = `secretsmanager:${record}:${version}`;
    expect(storeOf(manager)).toEqual({ store: "secrets-manager", share: false });
    expect(storeOf(`${manager}:production`)).toEqual({ store: "secrets-manager", share: true });
  });

  it("say which records have to be readable", () => {
    const sources = `ssm:/monolift/blog/a/own:3 secretsmanager:${record}:${version}:a`;
    expect(recordsIn(sources)).toEqual([record]);
    expect(recordsIn("ssm:/monolift/blog/a/own:3")).toEqual([]);
    expect(recordsIn("")).toEqual([]);
  });
});
