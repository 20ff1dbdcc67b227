import { paginateDescribeDBEngineVersions, type DBEngineVersion, type RDSClient } from "@aws-sdk/client-rds";
import { UserError } from "../../../errors.ts";

export const engine = "aurora-postgresql";

/**
 * Versions with long-term support, the newest first: kept for at least three years with nothing but corrections. RDS does not
 * say which they are.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Updates.LTS.html
 */
const longTerm: readonly string[] = ["17.7", "16.8"];

export function isLongTerm(version: string): boolean {
  return longTerm.includes(version);
}

/**
 * Chooses the version for a new cluster: the newest with long-term support that the Region has, or else the newest that can
 * pause.
 *
 * @returns `17.7`.
 * @throws {UserError} `AURORA_UNAVAILABLE`
 */
export async function chooseVersion(rds: RDSClient, region: string): Promise<string> {
  const offered: string[] = [];
  for await (const page of paginateDescribeDBEngineVersions({ client: rds }, { Engine: engine }))
    offered.push(...(page.DBEngineVersions ?? []).filter(canPause).map((one) => one.EngineVersion ?? ""));
  const supported = longTerm.find((one) => offered.includes(one));
  if (supported !== undefined) return supported;
  const newest = offered
    .filter((one) => /^\d+\.\d+$/.test(one))
    .toSorted(byVersion)
    .at(-1);
  if (newest === undefined) throw new UserError("AURORA_UNAVAILABLE", { region });
  return newest;
}

/** An emulator that says nothing of serverless instances is believed to have them. */
function canPause({ Status, ServerlessV2FeaturesSupport: serverless }: DBEngineVersion): boolean {
  return Status !== "deprecated" && (serverless?.MinCapacity ?? 0) === 0;
}

function byVersion(one: string, other: string): number {
  const [a = 0, b = 0] = one.split(".").map(Number);
  const [c = 0, d = 0] = other.split(".").map(Number);
  return a - c || b - d;
}
