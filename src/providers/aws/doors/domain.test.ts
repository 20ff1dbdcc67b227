import { ACMClient, ListCertificatesCommand } from "@aws-sdk/client-acm";
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from "@aws-sdk/client-route-53";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useMinistack } from "../../../../test/aws/use-ministack.ts";
import { startMoto, type Moto } from "../../../../test/aws/moto.ts";
import type { DnsQuestions } from "../../../system/dns.ts";
import type { Aws } from "../aws.ts";
import { distributionZone } from "../resources/distribution.ts";
import { findCertificate } from "./certificate.ts";
import { pointDomain, prepareDomain, removeAddress, removeCertificates } from "./domain.ts";
import { followDomain } from "./follow-domain.ts";
import { findOwnedNames } from "./owned-records.ts";
import { findZone } from "./zone.ts";

const names = { project: "blog", stage: "production" };
const target = { name: "d111111abcdef8.cloudfront.net", zone: distributionZone };
const shortly = { everyMs: 20, atMostMs: 2000 };

type Answers = Readonly<Partial<Record<string, readonly string[]>>>;

/** The Internet, as far as these tests know it; a question that it has no answer for is one for nothing. */
function dnsOf(answers: Readonly<Partial<Record<keyof DnsQuestions, Answers>>> = {}): DnsQuestions {
  const ask =
    (question: keyof DnsQuestions) =>
    (name: string): Promise<readonly string[]> => {
      const found = answers[question]?.[name];
      if (found !== undefined) return Promise.resolve(found);
      return Promise.reject(Object.assign(new Error(`${question} ENOTFOUND ${name}`), { code: "ENOTFOUND" }));
    };
  return {
    resolve4: ask("resolve4"),
    resolveCname: ask("resolveCname"),
    resolveNs: ask("resolveNs"),
  };
}

/** No network. */
const silence: DnsQuestions = {
  resolve4: () => Promise.reject(Object.assign(new Error("queryA ETIMEOUT"), { code: "ETIMEOUT" })),
  resolveCname: () => Promise.reject(Object.assign(new Error("queryCname ETIMEOUT"), { code: "ETIMEOUT" })),
  resolveNs: () => Promise.reject(Object.assign(new Error("queryNs ETIMEOUT"), { code: "ETIMEOUT" })),
};

async function createZone(aws: Aws, name: string, isPrivate = false) {
  const created = await aws.client(Route53Client).send(
    new CreateHostedZoneCommand({
      Name: name,
      CallerReference: `${name} ${isPrivate} ${Math.random()}`,
      ...(isPrivate
        ? { HostedZoneConfig: { PrivateZone: true }, VPC: { VPCRegion: "us-east-1", VPCId: "vpc-1a2b3c4d" } }
        : {}),
    }),
  );
  const id = created.HostedZone?.Id?.replace("/hostedzone/", "") ?? "";
  return { id, nameServers: created.DelegationSet?.NameServers ?? [] };
}

/** `TYPE NAME` of each record that somebody has made. */
async function recordsIn(aws: Aws, zone: string): Promise<readonly string[]> {
  const { ResourceRecordSets = [] } = await aws
    .client(Route53Client)
    .send(new ListResourceRecordSetsCommand({ HostedZoneId: zone }));
  return ResourceRecordSets.filter(({ Type = "" }) => !["NS", "SOA"].includes(Type))
    .map(({ Type = "", Name = "" }) => `${Type} ${Name.replace(/\.$/, "")}`)
    .toSorted();
}

function addRecord(aws: Aws, zone: string, Name: string, Type: "A" | "TXT", Value: string) {
  const ResourceRecordSet = { Name, Type, TTL: 60, ResourceRecords: [{ Value }] };
  const Changes = [{ Action: "CREATE" as const, ResourceRecordSet }];
  return aws
    .client(Route53Client)
    .send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zone, ChangeBatch: { Changes } }));
}

describe("a domain whose DNS is in the account", () => {
  const { aws } = useMinistack();

  it("is found in the zone with the longest name, among hundreds, and never in one of a VPC", async () => {
    for (let index = 0; index < 120; index += 1) await createZone(aws(), `zone-${index}.example.net`);
    const wide = await createZone(aws(), "example.net");
    const narrow = await createZone(aws(), "shop.example.net");
    await createZone(aws(), "private.shop.example.net", true);
    const zoneOf = async (domain: string) => (await findZone(aws(), domain, silence))?.id;
    expect(await zoneOf("www.example.net")).toBe(wide.id);
    expect(await zoneOf("example.net")).toBe(wide.id);
    expect(await zoneOf("a.private.shop.example.net")).toBe(narrow.id);
    expect(await zoneOf("myexample.net")).toBeUndefined();
  }, 20_000);

  it("gets a certificate and its records, which go with the stage", async () => {
    const domain = "blog.example.com";
    const { id, nameServers } = await createZone(aws(), "example.com");
    const dns = dnsOf({ resolveNs: { "example.com": nameServers } });
    const request = { names, domain, door: "cloudfront", dns } as const;
    const prepared = await prepareDomain(aws(), request, { isServed: false, pace: shortly });
    expect(prepared.records).toEqual([]);
    expect(prepared.certificateArn).toMatch(/^arn:aws:acm:us-east-1:/);
    expect(await prepareDomain(aws(), request, { isServed: true, pace: shortly })).toEqual(prepared);

    expect(await pointDomain(aws(), request, target)).toEqual([]);
    expect(await recordsIn(aws(), id)).toEqual([`A ${domain}`, `AAAA ${domain}`, `TXT _monolift.${domain}`]);
    // Nothing is left to do.
    const changes = () => aws().calls.filter(({ operation }) => operation.startsWith("Change")).length;
    const before = changes();
    await pointDomain(aws(), request, target);
    expect(changes()).toBe(before);

    expect(await findOwnedNames(aws(), names)).toMatchObject([{ name: domain, zone: { id } }]);
    expect(await removeAddress(aws(), request)).toBe(true);
    expect(await removeAddress(aws(), request)).toBe(false);
    expect(await recordsIn(aws(), id)).toEqual([]);
    expect(await removeCertificates(aws(), names, { dns, pace: shortly })).toEqual([]);
    const { CertificateSummaryList } = await aws().client(ACMClient).send(new ListCertificatesCommand({}));
    expect(CertificateSummaryList).toEqual([]);
  });

  it("is led elsewhere when its door is another one", async () => {
    const { id, nameServers } = await createZone(aws(), "moved.example.org");
    const dns = dnsOf({ resolveNs: { "moved.example.org": nameServers } });
    const request = { names, domain: "moved.example.org", dns };
    await pointDomain(aws(), request, target);
    await pointDomain(aws(), request, {
      name: "d-abc.execute-api.us-east-1.amazonaws.com",
      zone: "Z1UJRXOUMOOFQ8",
    });
    expect(await recordsIn(aws(), id)).toEqual(["A moved.example.org", "TXT _monolift.moved.example.org"]);
  });

  it("is not taken from whoever has it, until they hand it over", async () => {
    const domain = "www.taken.example";
    const { id, nameServers } = await createZone(aws(), "taken.example");
    const request = { names, domain, dns: dnsOf({ resolveNs: { "taken.example": nameServers } }) };
    await addRecord(aws(), id, domain, "A", "192.0.2.7");
    await expect(pointDomain(aws(), request, target)).rejects.toMatchObject({
      code: "DOMAIN_RECORD_TAKEN",
      facts: { domain, zone: "taken.example", type: "A", value: "192.0.2.7" },
    });
    expect(await removeAddress(aws(), request)).toBe(false);
    expect(await recordsIn(aws(), id)).toEqual([`A ${domain}`]);

    await addRecord(aws(), id, `_monolift.${domain}`, "TXT", '"heritage=monolift,blog/production"');
    await pointDomain(aws(), request, target);
    expect(await recordsIn(aws(), id)).toEqual([`A ${domain}`, `AAAA ${domain}`, `TXT _monolift.${domain}`]);

    const other = { ...request, names: { project: "shop", stage: "production" } };
    const elsewhere = { ...target, name: "d222222abcdef8.cloudfront.net" };
    await expect(pointDomain(aws(), other, elsewhere)).rejects.toMatchObject({
      code: "DOMAIN_OF_ANOTHER_STAGE",
      facts: { domain, project: "blog", stage: "production" },
    });
  });
});

describe("a domain that has not come so far", () => {
  let moto: Moto;
  let aws: Aws;
  beforeAll(async () => {
    moto = await startMoto({ certificateSeconds: 3600 });
    aws = moto.connect();
  }, 30_000);
  afterAll(() => moto.stop());

  const closed = { target: null, isServed: false };

  /** The record that ACM wants to see. */
  async function validationOf(domain: string) {
    const found = await findCertificate(aws, { names, domain, region: "us-east-1" });
    const validation = found?.validation;
    if (validation === null || validation === undefined) throw new Error(`${domain} has no record`);
    return validation;
  }

  it("is followed from record to record where the DNS is elsewhere", async () => {
    const domain = "blog.elsewhere.example";
    const at = (dns: DnsQuestions) => ({ names, domain, door: "cloudfront", dns }) as const;
    expect(await followDomain(aws, at(dnsOf()), closed)).toMatchObject({ state: "waiting-for-up" });

    const prepared = await prepareDomain(aws, at(dnsOf()), { isServed: false, pace: shortly });
    const validation = await validationOf(domain);
    expect(validation).toMatchObject({ type: "CNAME" });
    expect(validation.name).toMatch(/^_[0-9a-z]+\.blog\.elsewhere\.example$/);
    expect(validation.value).not.toMatch(/\.$/);
    expect(prepared).toEqual({ certificateArn: null, records: [validation] });
    expect(await pointDomain(aws, at(dnsOf()), target)).toEqual([
      { name: domain, type: "CNAME", value: target.name },
    ]);
    expect(await followDomain(aws, at(dnsOf()), closed)).toEqual({
      domain,
      state: "waiting-for-validation-record",
      records: [validation],
      reason: null,
    });

    const validated = dnsOf({ resolveCname: { [validation.name]: [validation.value.toUpperCase()] } });
    expect(await followDomain(aws, at(validated), closed)).toMatchObject({
      state: "validating",
      records: [],
    });
    const waits: string[] = [];
    const still = await prepareDomain(aws, at(validated), {
      isServed: false,
      pace: { everyMs: 10, atMostMs: 30 },
      onWait: () => waits.push("waited"),
    });
    expect([still, waits]).toEqual([{ certificateArn: null, records: [] }, ["waited"]]);
    expect(await followDomain(aws, at(silence), closed)).toMatchObject({ state: "unknown" });
  });

  it("asks for one certificate, however often it is prepared", async () => {
    const request = { names, domain: "once.example", door: "cloudfront", dns: dnsOf() } as const;
    await prepareDomain(aws, request, { isServed: false });
    await prepareDomain(aws, request, { isServed: false });
    const { CertificateSummaryList = [] } = await aws.client(ACMClient).send(new ListCertificatesCommand({}));
    expect(CertificateSummaryList.filter(({ DomainName }) => DomainName === "once.example")).toHaveLength(1);
  });

  it("waits for the name servers where nobody asks the zone", async () => {
    const domain = "blog.parked.example";
    const { id, nameServers } = await createZone(aws, "parked.example");
    const parked = dnsOf({ resolveNs: { "parked.example": ["ns1.registrar.example"] } });
    const request = { names, domain, door: "cloudfront", dns: parked } as const;
    const records = nameServers.map((value) => ({ name: "parked.example", type: "NS", value }));
    expect(await prepareDomain(aws, request, { isServed: false })).toEqual({ certificateArn: null, records });
    // Once the name servers are named, everything is there already.
    const { name } = await validationOf(domain);
    expect(await recordsIn(aws, id)).toEqual([`CNAME ${name}`, `TXT _monolift.${name}`]);
    expect(await followDomain(aws, request, closed)).toMatchObject({
      state: "waiting-for-delegation",
      records,
    });
  });

  it("has its validation record taken away with its certificate", async () => {
    const { id, nameServers } = await createZone(aws, "gone.example");
    const dns = dnsOf({ resolveNs: { "gone.example": nameServers } });
    const other = { project: "gone", stage: "production" };
    const request = { names: other, domain: "gone.example", door: "cloudfront", dns } as const;
    await prepareDomain(aws, request, { isServed: false, pace: { everyMs: 10, atMostMs: 10 } });
    expect(await recordsIn(aws, id)).toHaveLength(2);
    await removeCertificates(aws, other, { dns, pace: shortly, keep: "gone.example" });
    expect(await recordsIn(aws, id)).toHaveLength(2);
    await removeCertificates(aws, other, { dns, pace: shortly });
    expect(await recordsIn(aws, id)).toEqual([]);
  });
});

describe("a domain whose certificate is there", () => {
  let moto: Moto;
  let aws: Aws;
  beforeAll(async () => {
    moto = await startMoto({ certificateSeconds: -1 });
    aws = moto.connect();
  }, 30_000);
  afterAll(() => moto.stop());

  const served = { target, isServed: true };
  const domain = "blog.elsewhere.example";
  const at = (dns: DnsQuestions) => ({ names, domain, door: "cloudfront", dns }) as const;

  it("waits for the next `up`, then for its address, and is ready by a name or an address in common", async () => {
    await prepareDomain(aws, at(dnsOf()), { isServed: false });
    expect(await followDomain(aws, at(dnsOf()), { target: null, isServed: false })).toMatchObject({
      state: "waiting-for-up",
    });
    expect(await followDomain(aws, at(dnsOf()), served)).toEqual({
      domain,
      state: "waiting-for-address-record",
      records: [{ name: domain, type: "CNAME", value: target.name }],
      reason: null,
    });
    const named = dnsOf({ resolveCname: { [domain]: [target.name] } });
    expect(await followDomain(aws, at(named), served)).toMatchObject({ state: "ready", records: [] });
    const flattened = dnsOf({
      resolve4: { [domain]: ["203.0.113.7"], [target.name]: ["203.0.113.9", "203.0.113.7"] },
    });
    expect(await followDomain(aws, at(flattened), served)).toMatchObject({ state: "ready" });
  });

  it("is told to be an ALIAS where it is a zone's own name, which may be no CNAME", async () => {
    const dns = dnsOf({ resolveNs: { [domain]: ["ns1.registrar.example"] } });
    expect(await pointDomain(aws, at(dns), target)).toEqual([
      { name: domain, type: "ALIAS", value: target.name },
    ]);
  });

  it("is waited for without a word where `up` has made the record and the Internet has not heard of it", async () => {
    const { nameServers } = await createZone(aws, "elsewhere.example");
    const dns = dnsOf({ resolveNs: { "elsewhere.example": nameServers } });
    expect(await followDomain(aws, at(dns), served)).toMatchObject({
      state: "waiting-for-address-record",
      records: [],
    });
  });
});
