import {
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from "@aws-sdk/client-route-53";
import { CreateEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CountingAws } from "../../../../test/aws/connect.ts";
import { answering, interruptEverywhere } from "../../../../test/aws/interrupted.ts";
import { startMinistack, type Ministack } from "../../../../test/aws/ministack.ts";
import type { DnsQuestions } from "../../../system/dns.ts";
import { ensureMailIdentity } from "./ensure-identity.ts";
import { mailNotices } from "./mail-notices.ts";
import { followMailIdentity } from "./identity.ts";
import { removeMailIdentities } from "./remove-identity.ts";

const names = { project: "blog", stage: "production" };
/** As on a machine without a network. */
const nobody = (name: string): Promise<never> =>
  Promise.reject(Object.assign(new Error(`ECONNREFUSED ${name}`), { code: "ECONNREFUSED" }));
const dns: DnsQuestions = { resolve4: nobody, resolveCname: nobody, resolveNs: nobody };

describe("the sender of a stage's mail", () => {
  let ministack: Ministack;
  let aws: CountingAws;
  beforeAll(async () => {
    ministack = await startMinistack();
    aws = ministack.connect();
  });
  afterAll(() => ministack?.stop());

  const recordsIn = async (zone: string): Promise<readonly string[]> => {
    const { ResourceRecordSets = [] } = await aws
      .client(Route53Client)
      .send(new ListResourceRecordSetsCommand({ HostedZoneId: zone }));
    return ResourceRecordSets.filter(({ Type }) => Type === "CNAME").map(({ Name = "" }) => Name);
  };

  const remove = (of: typeof names, last: string): Promise<readonly string[]> =>
    removeMailIdentities(aws, { names: of, last, dns });
  const preview = { ...names, stage: "preview" };

  it("is the domain, with its records, where the DNS is in the account; and goes with them", async () => {
    const created = await aws
      .client(Route53Client)
      .send(new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "1" }));
    const zone = created.HostedZone?.Id ?? "";
    const request = { names, address: "hello@example.com", domain: null, dns };
    expect(await followMailIdentity(aws, request)).toMatchObject({
      identity: "example.com",
      isThere: false,
      records: [],
    });
    // ministack calls every sender verified at once; AWS takes some minutes.
    const unverified = answering(aws, { VerifiedForSendingStatus: false });
    const made = await ensureMailIdentity(unverified, request);
    expect(made).toMatchObject({ identity: "example.com", kind: "domain", isThere: true, records: [] });
    const records = await recordsIn(zone);
    expect(records).toHaveLength(3);
    for (const record of records) expect(record).toMatch(/\._domainkey\.example\.com\.$/);
    expect(await ensureMailIdentity(unverified, request)).toMatchObject({ identity: "example.com" });
    expect(await recordsIn(zone)).toEqual(records);
    expect(await remove(preview, "example.com")).toEqual([]);
    expect(await remove(names, "example.com")).toEqual(["example.com"]);
    expect(await recordsIn(zone)).toEqual([]);
    expect(await remove(names, "example.com")).toEqual([]);
  });

  it("is whole after an interruption, wherever that was", async () => {
    await aws
      .client(Route53Client)
      .send(new CreateHostedZoneCommand({ Name: "example.net", CallerReference: "2" }));
    const request = { names, address: "hello@example.net", domain: null, dns };
    const calls = await interruptEverywhere(answering(aws, { VerifiedForSendingStatus: false }), {
      begin: () => remove(names, "example.net"),
      work: (interrupted) => ensureMailIdentity(interrupted, request),
      check: async () => expect(await remove(names, "example.net")).toEqual(["example.net"]),
    });
    expect(calls).toBeGreaterThan(8);
  });

  it("is the stage's own domain where the DNS is elsewhere, and says which records it needs", async () => {
    const request = { names, address: "hello@blog.example.org", domain: "blog.example.org", dns };
    const unverified = answering(aws, { VerifiedForSendingStatus: false });
    const made = await ensureMailIdentity(unverified, request);
    expect(made).toMatchObject({ identity: "blog.example.org", kind: "domain", isVerified: false });
    expect(made.records).toHaveLength(3);
    expect(await followMailIdentity(unverified, request)).toEqual(made);
    expect(await followMailIdentity(aws, request)).toMatchObject({ isVerified: true, records: [] });
  });

  it("is the address where the domain is somebody else's", async () => {
    const made = await ensureMailIdentity(aws, { names, address: "ann@mail.example", domain: null, dns });
    expect(made).toMatchObject({ identity: "ann@mail.example", kind: "address", records: [] });
  });

  it("is a domain that SES knows already, which stays when the stage goes", async () => {
    await aws.client(SESv2Client).send(new CreateEmailIdentityCommand({ EmailIdentity: "known.example" }));
    const request = { names, address: "hello@mail.known.example", domain: null, dns };
    expect(await ensureMailIdentity(aws, request)).toMatchObject({ identity: "known.example" });
    expect(await remove(names, "known.example")).toEqual([]);
  });

  it("is the project's once a second stage sends as it, and stays when either goes", async () => {
    const request = { names, address: "ann@shared.example", domain: null, dns };
    await ensureMailIdentity(aws, request);
    await ensureMailIdentity(aws, { ...request, names: preview });
    expect(await remove(names, "ann@shared.example")).toEqual([]);
    expect(await remove(preview, "ann@shared.example")).toEqual([]);
    expect(await followMailIdentity(aws, request)).toMatchObject({ isThere: true });
  });

  it("says so while the account is in the sandbox", async () => {
    const sandboxed = answering(aws, { ProductionAccessEnabled: false });
    const request = { names, address: "ann@mail.example", domain: null, dns };
    expect(await followMailIdentity(sandboxed, request)).toMatchObject({ isSandboxed: true });
    expect(await followMailIdentity(aws, request)).toMatchObject({ isSandboxed: false });
  });
});

describe("mailNotices", () => {
  const known = {
    identity: "example.com",
    kind: "domain",
    isThere: true,
    isVerified: true,
    records: [],
  } as const;
  const record = { name: "a._domainkey.example.com", type: "CNAME", value: "a.dkim.amazonses.com" } as const;
  it.each([
    [{ ...known, isSandboxed: false }, []],
    [{ ...known, isSandboxed: true }, ["MAIL_SANDBOX"]],
    [{ ...known, isVerified: false, isSandboxed: false }, ["MAIL_STILL_VALIDATING"]],
    [
      { ...known, isVerified: false, records: [record], isSandboxed: true },
      ["MAIL_RECORDS_NEEDED", "MAIL_SANDBOX"],
    ],
    [
      { ...known, identity: "ann@example.com", kind: "address", isVerified: false, isSandboxed: false },
      ["MAIL_ADDRESS_ASKED"],
    ],
  ] as const)("says what is in the way of %j", (identity, codes) => {
    expect(mailNotices(identity, "us-east-1").map(({ code }) => code)).toEqual(codes);
  });
});
