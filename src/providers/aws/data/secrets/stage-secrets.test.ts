import { createHash } from "node:crypto";
import {
  DescribeSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { DescribeParametersCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  failingFirst,
  interruptedAfter,
  interruptEverywhere,
  meanwhile,
} from "../../../../../test/aws/interrupted.ts";
import { startMinistack } from "../../../../../test/aws/ministack.ts";
import { startMoto } from "../../../../../test/aws/moto.ts";
import { noSecrets, withSecret, type SecretsDocument } from "../../../secrets/document.ts";
import type { Aws } from "../../aws.ts";
import { stageTags } from "../../names.ts";
import { openManagerSecrets } from "./manager-secrets.ts";
import { openStageSecrets } from "./open-stage-secrets.ts";
import { openParameterSecrets } from "./parameter-secrets.ts";
import type { SecretsPlacement, StageSecrets } from "./stage-secrets.ts";

const names = { project: "blog", stage: "production" };
const preview = { project: "blog", stage: "preview-a" };
const by = { at: "2026-05-01T12:00:00Z", by: "ann@laptop", from: null };
const including = (name: string, value: string, document = noSecrets): SecretsDocument =>
  withSecret(document, name, value, by);
const first = including("API_KEY", "value-of-ann");

const emulators = { ministack: startMinistack, moto: startMoto } as const;
const placements: Readonly<Record<string, Omit<SecretsPlacement, "document">>> = {
  "a parameter": { store: "ssm", share: false },
  "a record of the stage": { store: "secrets-manager", share: false },
  "a record of the project": { store: "secrets-manager", share: true },
};

describe.each(["ministack", "moto"] as const)("secrets of a stage, on %s", (emulator) => {
  let server: Awaited<ReturnType<(typeof emulators)[typeof emulator]>>;
  let aws: Aws;
  beforeAll(async () => {
    server = await emulators[emulator]();
    aws = server.connect();
  });
  afterAll(async () => {
    aws.close();
    await server.stop();
  });

  const forget = (SecretId: string): Promise<unknown> =>
    aws
      .client(SecretsManagerClient)
      .send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))
      .catch(() => undefined);

  describe.each(Object.entries(placements))("in %s", (_, placement) => {
    const open = (over: Aws = aws, stage = names): StageSecrets =>
      placement.store === "ssm"
        ? openParameterSecrets(over, stage, "secrets")
        : openManagerSecrets(over, stage, { share: placement.share, document: "secrets" });
    const read = async (stage = names): Promise<SecretsDocument | undefined> =>
      (await open(aws, stage).read())?.document;
    /** As a verb does it: reads, changes, writes. */
    const set = async (over: Aws, name: string, value: string, stage = names): Promise<string> => {
      const secrets = open(over, stage);
      const before = await secrets.read();
      const document = including(name, value, before?.document);
      return (await secrets.write(document, { expectedVersion: before?.version ?? null })).version;
    };
    beforeEach(async () => {
      await open().remove();
      await open(aws, preview).remove();
      // A shared record stays for a week.
      if (placement.store === "secrets-manager") await forget(open().record);
    });

    it("are nothing, then what was written, in every version of them", async () => {
      const secrets = open();
      expect(await secrets.read()).toBeUndefined();
      const one = await secrets.write(first, { expectedVersion: null });
      const second = including("OTHER", "x", first);
      const two = await secrets.write(second, { expectedVersion: one.version });
      expect(await secrets.read()).toMatchObject({ document: second, version: two.version });
      expect(await secrets.read({ version: one.version })).toMatchObject({
        document: first,
        source: one.source,
        arn: one.arn,
      });
      const versions = (await secrets.versions()).map(({ version }) => version);
      expect(versions.toSorted()).toEqual([one.version, two.version].toSorted());
      expect(await secrets.remove()).toBe(true);
      expect(await secrets.remove()).toBe(false);
      expect(await secrets.read()).toBeUndefined();
    });

    it("are opened where the file says", async () => {
      await open().write(first, { expectedVersion: null });
      const opened = await openStageSecrets(aws, names, { ...placement, document: "secrets" });
      expect(await opened.read()).toMatchObject({ document: first });
      expect(opened.record).toBe(open().record);
    });

    it("name what a function reads, without a value", async () => {
      const { source, version, arn } = await open().write(first, { expectedVersion: null });
      expect(source).toBe(
        placement.store === "ssm"
          ? `ssm:/monolift/blog/production/secrets:${version}`
          : `secretsmanager:${arn}:${version}${placement.share ? ":production" : ""}`,
      );
      expect(arn).toMatch(
        placement.store === "ssm"
          ? /^arn:aws:ssm:us-east-1:\d{12}:parameter\/monolift\/blog\/production\/secrets$/
          : /^arn:aws:secretsmanager:us-east-1:\d{12}:secret:\/monolift\/blog\/.*secrets-\w{6}$/,
      );
    });

    it("have no new version when nothing is different", async () => {
      const one = await open().write(first, { expectedVersion: null });
      const again = await open().write({ ...first }, { expectedVersion: one.version });
      expect(again).toMatchObject({ version: one.version, source: one.source, notices: [] });
    });

    it("are not written over what somebody else has written since", async () => {
      const one = await open().write(first, { expectedVersion: null });
      await set(aws, "OF_BEN", "value-of-ben");
      const refused = { code: "SECRETS_CHANGED_MEANWHILE", facts: { stage: "production" } };
      const mine = including("OF_ANN", "y", first);
      await expect(open().write(mine, { expectedVersion: one.version })).rejects.toMatchObject(refused);
      await expect(open().write(mine, { expectedVersion: null })).rejects.toMatchObject(refused);
      expect((await read())?.variables).toEqual({ API_KEY: "value-of-ann", OF_BEN: "value-of-ben" });
    });

    it.each(["PutParameter", "PutSecretValue", "UpdateSecretVersionStage", "CreateSecret"])(
      "lose nothing when two write at the same moment, before %s",
      async (operation) => {
        for (const begin of [false, true]) {
          await open().remove();
          if (begin) await set(aws, "API_KEY", "k");
          const late = meanwhile(aws, operation, () => set(aws, "OF_BEN", "value-of-ben"));
          const done = await set(late, "OF_ANN", "value-of-ann").then(
            () => "written",
            (error: { code?: string }) => error.code,
          );
          const variables = Object.keys((await read())?.variables ?? {});
          // Where the operation takes part, Ben was first.
          const isBeaten = variables.includes("OF_BEN");
          expect([done, variables.includes("OF_ANN")]).toEqual(
            isBeaten ? ["SECRETS_CHANGED_MEANWHILE", false] : ["written", true],
          );
          await set(aws, "OF_ANN", "value-of-ann");
          expect(Object.keys((await read())?.variables ?? {})).toEqual(
            expect.arrayContaining(variables.concat("OF_ANN")),
          );
        }
      },
    );

    it("are whole after an interruption, wherever that was", async () => {
      await interruptEverywhere(aws, {
        begin: async () => {
          await open().remove();
          await set(aws, "BEFORE", "b");
        },
        work: (limited) => set(limited, "API_KEY", "value-of-ann"),
        check: async () =>
          expect((await read())?.variables).toEqual({ BEFORE: "b", API_KEY: "value-of-ann" }),
      });
      await interruptEverywhere(aws, {
        begin: () => open().remove(),
        work: (limited) => set(limited, "API_KEY", "value-of-ann"),
        check: async () => expect((await read())?.variables).toEqual({ API_KEY: "value-of-ann" }),
      });
      await interruptEverywhere(aws, {
        begin: () => set(aws, "API_KEY", "value-of-ann"),
        work: (limited) => open(limited).remove(),
        check: async () => expect(await read()).toBeUndefined(),
      });
    });

    it("say that a version is gone", async () => {
      await open().write(first, { expectedVersion: null });
      const version = placement.store === "ssm" ? "99" : "11111111-1111-4111-8111-111111111111";
      await expect(open().read({ version })).rejects.toMatchObject({ code: "SECRETS_VERSION_GONE" });
    });

    it("are refused with the way out when they are too large", async () => {
      const value = noise(placement.store === "ssm" ? 9000 : 66_000);
      const large = including("LARGE", value);
      const refused = await open()
        .write(large, { expectedVersion: null })
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "SECRETS_TOO_LARGE", facts: { store: placement.store } });
      expect(inspect(refused)).not.toContain(value.slice(0, 20));
      expect(await read()).toBeUndefined();
    });

    it("are in no error, notice or answer", async () => {
      const secrets = open();
      const { version, ...rest } = await secrets.write(first, { expectedVersion: null });
      const denied = failingFirst(aws, placement.store === "ssm" ? "PutParameter" : "PutSecretValue", {
        name: "AccessDeniedException",
        times: 1,
      });
      const errors = await Promise.all([
        open(denied).write(including("OTHER", "value-of-ann"), { expectedVersion: version }).catch(String),
        secrets.write(including("OTHER", "value-of-ann"), { expectedVersion: "7" }).catch(inspect),
        secrets.read({ version: "99" }).catch(inspect),
      ]);
      const said = JSON.stringify([rest, errors, await secrets.versions()]);
      expect(said).toContain("AccessDeniedException");
      expect(said).toContain("SECRETS_CHANGED_MEANWHILE");
      expect(said).not.toContain("value-of-ann");
    });

    it("are kept apart from those of another stage", async () => {
      await set(aws, "API_KEY", "of-production");
      await set(aws, "API_KEY", "of-preview", preview);
      expect((await read())?.variables).toEqual({ API_KEY: "of-production" });
      expect((await read(preview))?.variables).toEqual({ API_KEY: "of-preview" });
      await open(aws, preview).remove();
      expect((await read())?.variables).toEqual({ API_KEY: "of-production" });
      expect(await read(preview)).toBeUndefined();
    });
  });

  describe("in a parameter", () => {
    const secrets = (): StageSecrets => openParameterSecrets(aws, names, "secrets");
    beforeEach(() => secrets().remove());
    const put = (Value: string): Promise<unknown> =>
      aws
        .client(SSMClient)
        .send(
          new PutParameterCommand({ Name: secrets().record, Value, Type: "SecureString", Overwrite: true }),
        );

    it("are encrypted, have the stage's tags, and cost nothing up to 4,096 bytes", async () => {
      const { notices } = await secrets().write(first, { expectedVersion: null });
      expect(notices).toEqual([]);
      const { Parameters } = await aws.client(SSMClient).send(
        new DescribeParametersCommand({
          ParameterFilters: stageTags(names).map(({ Key, Value }) => ({
            Key: `tag:${Key}`,
            Values: [Value],
          })),
        }),
      );
      expect(Parameters).toMatchObject([{ Name: secrets().record, Type: "SecureString", Tier: "Standard" }]);
    });

    it("name the price of more", async () => {
      const { notices } = await secrets().write(including("NOISE", noise(5000)), { expectedVersion: null });
      expect(notices).toMatchObject([{ code: "SECRETS_ADVANCED", facts: { record: secrets().record } }]);
    });

    it("go on in the tier that they have", async () => {
      const { version } = await secrets().write(first, { expectedVersion: null });
      const refusing = failingFirst(aws, "PutParameter", {
        name: "ValidationException",
        message: "This parameter uses the advanced-parameter tier.",
        times: 1,
      });
      const again = openParameterSecrets(refusing, names, "secrets");
      await again.write(including("OTHER", "x", first), { expectedVersion: version });
      const { Parameters } = await aws.client(SSMClient).send(new DescribeParametersCommand({}));
      expect(Parameters?.find(({ Name }) => Name === secrets().record)?.Tier).toBe("Advanced");
    });

    it("may be changed by another hand", async () => {
      await secrets().write(first, { expectedVersion: null });
      await put(JSON.stringify({ variables: { API_KEY: "by-hand" } }));
      const byHand = await secrets().read();
      expect(byHand).toMatchObject({
        version: "2",
        document: { variables: { API_KEY: "by-hand" }, files: [] },
      });
      await secrets().write(including("MORE", "x", byHand?.document), { expectedVersion: "2" });
      expect((await secrets().read())?.document.variables).toEqual({ API_KEY: "by-hand", MORE: "x" });
    });

    it("do not count when their writer knew nothing of another one, and ended before it saw that", async () => {
      await secrets().write(first, { expectedVersion: null });
      const change = async (over: Aws, name: string): Promise<void> => {
        const opened = openParameterSecrets(over, names, "secrets");
        const { document, version } = (await opened.read()) ?? { document: noSecrets, version: null };
        await opened.write(including(name, "x", document), { expectedVersion: version });
      };
      const late = meanwhile(aws, "PutParameter", () => change(aws, "OF_BEN"));
      await expect(change(interruptedAfter(late, 3, "before"), "OF_ANN")).rejects.toThrow("interrupted");
      expect(await secrets().read()).toMatchObject({ version: "2" });
      await change(aws, "OF_CAT");
      const { version, document } = (await secrets().read()) ?? {};
      expect(version).toBe("4");
      expect(Object.keys(document?.variables ?? {})).toEqual(["API_KEY", "OF_BEN", "OF_CAT"]);
      expect((await secrets().versions()).map((one) => one.version)).toEqual(["1", "2", "4"]);
    });

    it("say when they can't be read, without a piece of them", async () => {
      await secrets().write(first, { expectedVersion: null });
      await put("{ value-of-ann");
      const refused: unknown = await secrets()
        .read()
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: "SECRETS_UNREADABLE_ON_AWS", facts: { version: "2" } });
      expect(inspect(refused)).not.toContain("value-of-ann");
    });
  });

  describe("in Secrets Manager", () => {
    const opened = (share: boolean, stage = names): StageSecrets =>
      openManagerSecrets(aws, stage, { document: "secrets", share, pauseSeconds: 0.01 });
    beforeEach(async () => {
      for (const share of [true, false]) await forget(opened(share).record);
    });

    it("come with their price, and with a warning where the right to read is shared", async () => {
      const own = await opened(false).write(first, { expectedVersion: null });
      expect(own.notices).toMatchObject([{ code: "SECRETS_MANAGER_COSTS" }]);
      const shared = await opened(true).write(first, { expectedVersion: null });
      expect(shared.notices).toMatchObject([{ code: "SECRETS_RIGHT_SHARED", facts: { project: "blog" } }]);
      const tags = async (SecretId: string): Promise<unknown> =>
        (await aws.client(SecretsManagerClient).send(new DescribeSecretCommand({ SecretId }))).Tags;
      expect(await tags(own.arn)).toEqual(stageTags(names));
      expect(await tags(shared.arn)).toEqual(stageTags(names).slice(0, 1));
    });

    it("come back with what they had when they were marked for deletion by another hand", async () => {
      await opened(false).write(first, { expectedVersion: null });
      await aws
        .client(SecretsManagerClient)
        .send(new DeleteSecretCommand({ SecretId: opened(false).record, RecoveryWindowInDays: 7 }));
      expect(await opened(false).read()).toBeUndefined();
      const next = including("NEW", "x");
      await expect(opened(false).write(next, { expectedVersion: null })).rejects.toMatchObject({
        code: "SECRETS_RESTORED",
      });
      expect((await opened(false).read())?.document).toEqual(first);
    });

    it("begin anew in a shared record that went with its last stage", async () => {
      await opened(true).write(first, { expectedVersion: null });
      await opened(true, preview).write(first, { expectedVersion: null });
      await opened(true).remove();
      expect((await opened(true, preview).read())?.document).toEqual(first);
      await opened(true, preview).remove();
      const { DeletedDate } = await aws
        .client(SecretsManagerClient)
        .send(new DescribeSecretCommand({ SecretId: opened(true).record }));
      expect(DeletedDate).toBeDefined();
      await opened(true).write(first, { expectedVersion: null });
      expect((await opened(true).read())?.document).toEqual(first);
      expect(await opened(true, preview).read()).toBeUndefined();
    });

    it("of one stage may change while another one's are being changed", async () => {
      const one = await opened(true).write(first, { expectedVersion: null });
      await opened(true, preview).write(first, { expectedVersion: null });
      const next = including("NEXT", "x", first);
      await opened(true).write(next, { expectedVersion: one.version });
      expect((await opened(true).read())?.document).toEqual(next);
      expect((await opened(true, preview).read())?.document).toEqual(first);
    });

    it("have no versions where there is no record", async () => {
      // moto breaks here.
      const { versions } = opened(false);
      expect(emulator === "ministack" ? await versions() : []).toEqual([]);
    });

    it("wait while AWS still deletes those of before, and not for ever", async () => {
      const being = (times: number): StageSecrets =>
        openManagerSecrets(
          failingFirst(aws, "CreateSecret", { name: "InvalidRequestException", times }),
          names,
          {
            document: "secrets",
            share: false,
            pauseSeconds: 0.001,
          },
        );
      await expect(being(99).write(first, { expectedVersion: null })).rejects.toMatchObject({
        code: "SECRETS_BEING_DELETED",
      });
      await being(3).write(first, { expectedVersion: null });
      expect((await opened(false).read())?.document).toEqual(first);
    });
  });
});

/** Text of this length that can't be packed. */
function noise(length: number): string {
  const parts = Array.from({ length: Math.ceil(length / 86) }, (_, index) =>
    createHash("sha512").update(String(index)).digest("base64url"),
  );
  return parts.join("").slice(0, length);
}

function inspect(error: unknown): string {
  return `${JSON.stringify(error)} ${error instanceof Error ? error.stack : ""} ${String(error)}`;
}
