/** A record that has to be in a domain's DNS. */
export interface DnsRecord {
  /** Without a dot at its end. */
  readonly name: string;
  /** `ALIAS` is what a zone's own name needs, which may be no `CNAME`: providers call it ALIAS, ANAME or flattened CNAME. */
  readonly type: "CNAME" | "ALIAS" | "NS";
  readonly value: string;
}

/** A name as people write it: Route 53 and ACM put a dot at its end. */
export function withoutDot(name: string): string {
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** Names are the same whatever their case and whether or not they end with a dot. */
export function isSameName(one: string, other: string): boolean {
  return withoutDot(one).toLowerCase() === withoutDot(other).toLowerCase();
}
