import {
  ACMClient,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  ListTagsForCertificateCommand,
  paginateListCertificates,
  RequestCertificateCommand,
  ResourceInUseException,
  ResourceNotFoundException,
} from "@aws-sdk/client-acm";
import { setTimeout as sleep } from "node:timers/promises";
import { OperationError } from "../../../errors.ts";
import { hashText } from "../../../system/files.ts";
import type { Aws } from "../aws.ts";
import { stageTags, tagNames, type StageNames } from "../names.ts";
import type { DoorChoice } from "./choose-door.ts";
import { isSameName, withoutDot, type DnsRecord } from "./dns-record.ts";

/** Where CloudFront looks for certificates, whatever the Region of everything else. */
export const cloudFrontRegion = "us-east-1";

/** Where in AWS the certificate of a door has to be. */
export function certificateRegion(aws: Pick<Aws, "region">, door: DoorChoice["kind"]): string {
  return door === "cloudfront" ? cloudFrontRegion : aws.region;
}

/** Which certificate is meant. */
export interface CertificatePlace {
  readonly names: StageNames;
  readonly domain: string;
  /** `us-east-1` for CloudFront, the stage's own for API Gateway and load balancers. */
  readonly region: string;
}

/** A certificate of a stage. */
export interface Certificate {
  readonly arn: string;
  readonly domain: string;
  /** `pending` until ACM has seen the validation record; `failed` will never be issued. */
  readonly status: "pending" | "issued" | "failed";
  /** Why it failed, in ACM's words: `CAA_ERROR`, `VALIDATION_TIMED_OUT`. Null otherwise. */
  readonly reason: string | null;
  /** What shows ACM that the domain is yours; null in the first moments. It stays: each renewal asks for it. */
  readonly validation: (DnsRecord & { readonly type: "CNAME" }) | null;
}

/** How a wait is paced; tests pass shorter times. */
export interface Pace {
  /** Between two looks, in milliseconds. */
  readonly everyMs: number;
  /** When it is given up. */
  readonly atMostMs: number;
}

/**
 * Finds a stage's certificate by its domain and tags; of several the one that has been issued, else the one that may still be.
 */
export async function findCertificate(aws: Aws, place: CertificatePlace): Promise<Certificate | undefined> {
  const found = await findCertificates(aws, place.names, place);
  const order = ["issued", "pending", "failed"];
  return found.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status))[0];
}

/** Every certificate of a stage in a Region, or those for one domain. */
export async function findCertificates(
  aws: Aws,
  names: StageNames,
  { region, domain }: { readonly region: string; readonly domain?: string },
): Promise<readonly Certificate[]> {
  const acm = aws.client(ACMClient, { region });
  const found: Certificate[] = [];
  for await (const page of paginateListCertificates({ client: acm }, {}))
    for (const { CertificateArn: arn = "", DomainName = "" } of page.CertificateSummaryList ?? []) {
      if (domain !== undefined && !isSameName(DomainName, domain)) continue;
      if (await isOurs(acm, arn, names)) found.push(await describeCertificate(aws, arn, region));
    }
  return found;
}

async function isOurs(acm: ACMClient, arn: string, names: StageNames): Promise<boolean> {
  const { Tags = [] } = await acm.send(new ListTagsForCertificateCommand({ CertificateArn: arn }));
  const has = (key: string, value: string): boolean =>
    Tags.some((tag) => tag.Key === key && tag.Value === value);
  return has(tagNames.project, names.project) && has(tagNames.stage, names.stage);
}

/**
 * Gives a stage's certificate, and asks for one where there is none, or only one that will never be issued. Free of charge; ACM
 * renews it by itself as long as its validation record stays.
 *
 * @returns As it is once ACM says by which record it wants to be shown that the domain is yours, a few seconds later.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export async function ensureCertificate(
  aws: Aws,
  place: CertificatePlace,
  pace: Pace = { everyMs: 1000, atMostMs: 60_000 },
): Promise<Certificate> {
  const found = await findCertificate(aws, place);
  if (found !== undefined && found.status !== "failed" && found.validation !== null) return found;
  const isFailed = found?.status === "failed";
  const arn = found === undefined || isFailed ? await requestCertificate(aws, place, found) : found.arn;
  // One that failed is put away once another one is asked for, so that a crash between leaves something to find.
  if (isFailed) await deleteCertificate(aws, found.arn, place.region, { everyMs: 0, atMostMs: 0 });
  const described = await watchCertificate(aws, arn, place.region, pace, (one) => one.validation !== null);
  if (described.validation !== null) return described;
  throw new OperationError("CERTIFICATE_WITHOUT_RECORD", { domain: place.domain });
}

async function requestCertificate(
  aws: Aws,
  { names, domain, region }: CertificatePlace,
  former: Certificate | undefined,
): Promise<string> {
  const identity = [names.project, names.stage, domain, former?.arn ?? ""].join(" ");
  const request = new RequestCertificateCommand({
    DomainName: domain,
    ValidationMethod: "DNS",
    // Within an hour the same request gives the same certificate.
    IdempotencyToken: hashText(identity).slice(0, 32),
    Tags: [...stageTags(names)],
  });
  const { CertificateArn = "" } = await aws.client(ACMClient, { region }).send(request);
  return CertificateArn;
}

/**
 * Waits until ACM has decided, or the time is over.
 *
 * @returns Issued, failed, or still pending.
 */
export function awaitCertificate(
  aws: Aws,
  { arn }: Pick<Certificate, "arn">,
  region: string,
  pace: Pace,
): Promise<Certificate> {
  return watchCertificate(aws, arn, region, pace, ({ status }) => status !== "pending");
}

async function watchCertificate(
  aws: Aws,
  arn: string,
  region: string,
  { everyMs, atMostMs }: Pace,
  isEnough: (certificate: Certificate) => boolean,
): Promise<Certificate> {
  const giveUpAt = Date.now() + atMostMs;
  for (;;) {
    const certificate = await describeCertificate(aws, arn, region);
    if (isEnough(certificate) || Date.now() >= giveUpAt) return certificate;
    await sleep(everyMs);
  }
}

async function describeCertificate(aws: Aws, arn: string, region: string): Promise<Certificate> {
  const { Certificate: found = {} } = await aws
    .client(ACMClient, { region })
    .send(new DescribeCertificateCommand({ CertificateArn: arn }));
  const { Status = "", DomainName = "", DomainValidationOptions = [], FailureReason } = found;
  const status = Status === "ISSUED" ? "issued" : Status === "PENDING_VALIDATION" ? "pending" : "failed";
  const record = DomainValidationOptions[0]?.ResourceRecord;
  return {
    arn,
    domain: DomainName,
    status,
    reason: status === "failed" ? (FailureReason ?? Status) : null,
    validation:
      record?.Name === undefined || record.Value === undefined
        ? null
        : { name: withoutDot(record.Name), type: "CNAME", value: withoutDot(record.Value) },
  };
}

/**
 * Deletes a certificate. CloudFront and load balancers hold one for some minutes after they are gone themselves.
 *
 * @returns False when it is still held when the time is over.
 */
export async function deleteCertificate(
  aws: Aws,
  arn: string,
  region: string,
  { everyMs, atMostMs }: Pace = { everyMs: 10_000, atMostMs: 600_000 },
): Promise<boolean> {
  const acm = aws.client(ACMClient, { region });
  const giveUpAt = Date.now() + atMostMs;
  for (;;) {
    try {
      await acm.send(new DeleteCertificateCommand({ CertificateArn: arn }));
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return true;
      if (!(error instanceof ResourceInUseException)) throw error;
      if (Date.now() >= giveUpAt) return false;
    }
    await sleep(everyMs);
  }
}
