import { Resolver } from "node:dns/promises";
import { hasCode } from "./files.ts";

/** Questions to the Domain Name System. @see https://nodejs.org/api/dns.html */
export interface DnsQuestions {
  readonly resolve4: (name: string) => Promise<readonly string[]>;
  readonly resolveCname: (name: string) => Promise<readonly string[]>;
  readonly resolveNs: (name: string) => Promise<readonly string[]>;
}

/** How long one server may take to answer, and how often it is asked. */
const patience = { timeout: 3000, tries: 2 } as const;

/** The name servers that this machine asks. */
export function systemDns(): DnsQuestions {
  return new Resolver(patience);
}

/**
 * What there is by that name.
 *
 * @returns Empty where there is nothing; null where nobody could say, as without a network.
 */
export async function lookUp(
  dns: DnsQuestions,
  question: keyof DnsQuestions,
  name: string,
): Promise<readonly string[] | null> {
  try {
    return await dns[question](name);
  } catch (error) {
    if (hasCode(error, "ENOTFOUND", "ENODATA")) return [];
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
