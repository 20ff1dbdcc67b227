import { lookUp, type DnsQuestions } from "../../../system/dns.ts";
import type { Certificate } from "./certificate.ts";
import { isSameName, type DnsRecord } from "./dns-record.ts";

/** Whether the Internet knows the record that ACM looks for; null where nobody can say. */
export async function hasValidationRecord(
  dns: DnsQuestions,
  { validation }: Pick<Certificate, "validation">,
): Promise<boolean | null> {
  if (validation === null) return false;
  const found = await lookUp(dns, "resolveCname", validation.name);
  return found === null ? null : found.some((value) => isSameName(value, validation.value));
}

/**
 * Whether a domain leads to a host: by a CNAME, or because both have an address in common, as where a provider puts the addresses
 * in the place of a name. Null where nobody can say.
 */
export async function leadsTo(dns: DnsQuestions, domain: string, host: string): Promise<boolean | null> {
  const names = await lookUp(dns, "resolveCname", domain);
  if (names?.some((name) => isSameName(name, host)) === true) return true;
  const [own, wanted] = await Promise.all([lookUp(dns, "resolve4", domain), lookUp(dns, "resolve4", host)]);
  if (own === null || wanted === null) return null;
  return own.some((address) => wanted.includes(address));
}

/** The record that leads a domain to a host, where the DNS is not in this account. */
export async function addressRecord(dns: DnsQuestions, domain: string, host: string): Promise<DnsRecord> {
  const servers = await lookUp(dns, "resolveNs", domain);
  // A name with name servers of its own is a zone's, which may be no CNAME.
  const isZone = servers !== null && servers.length > 0;
  return { name: domain, type: isZone ? "ALIAS" : "CNAME", value: host };
}
