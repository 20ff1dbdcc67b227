import { hashText } from "../../../system/files.ts";

/** Bits of an address that a network of Monolift's own fixes: 4,096 addresses, of which functions take few. */
const ownBits = 20;

/** 10.64.0.0/10: away from 10.0 to 10.63, where networks made by hand mostly begin, and from AWS's default VPC, 172.31. */
const own = { base: 0x0a_40_00_00, bits: 10 } as const;

/**
 * The addresses of a project's network: one of 1,024 blocks, which follows from the name, so that two projects that are
 * connected some day rarely clash.
 *
 * @returns CIDR: `10.93.48.0/20`.
 */
export function addressesOf(project: string): string {
  const blocks = 2 ** (ownBits - own.bits);
  const index = Number.parseInt(hashText(project).slice(0, 8), 16) % blocks;
  return `${addressText(own.base + index * 2 ** (32 - ownBits))}/${ownBits}`;
}

/**
 * The parts of a network: two for functions and databases, one for what leads out of it, and one to spare.
 *
 * @param cidr `/16` to `/24`, so that each part has at least 64 addresses.
 */
export function partsOf(cidr: string): readonly [string, string, string, string] {
  const [address = "", bits = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const partBits = Number(bits) + 2;
  const part = (index: number): string => `${addressText(first + index * 2 ** (32 - partBits))}/${partBits}`;
  return [part(0), part(1), part(2), part(3)];
}

function addressText(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}
