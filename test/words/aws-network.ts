import type { networkEn } from "../../src/words/providers/aws/network/en.ts";
import type { Samples } from "./samples.ts";

const vpc = "vpc-0a1b2c3d4e5f60718";
const subnets = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"];
const group = "sg-0a1b2c3d4e5f60718";
const cluster = "blog-production";

export const networkSamples: Samples<typeof networkEn> = {
  errors: {
    KEY_ONLY_ON_AWS: [{ key: "network.nat", stage: "preview-a" }],
    KEY_NEEDS_ENGINE: [
      { key: "database.min", engine: "postgres", needs: ["neon", "aurora"] },
      { key: "database.awake", engine: "neon", needs: ["aurora"] },
    ],
    DATABASE_CAPACITY_UNFIT: [
      { key: "database.min", given: 0.75, engine: "neon" },
      { key: "database.max", given: 0.5, engine: "aurora" },
    ],
    DATABASE_CAPACITY_CROSSED: [{ min: 16, max: 12.5 }],
    TIME_ZONE_UNKNOWN: [
      { key: "database.awake", given: "Asia/Tokio", nearest: "Asia/Tokyo" },
      { key: "database.awake", given: "Mars/Olympus", nearest: null },
    ],
    NETWORK_KEYS_CROSSED: [
      { key: "network.nat", hasVpc: true },
      { key: "network.subnets", hasVpc: false },
    ],
    NETWORK_VPC_MISSING: [
      { vpc, region: "us-east-1", account: "123456789012", elsewhere: null },
      { vpc, region: "us-east-1", account: "123456789012", elsewhere: "ap-northeast-1" },
    ],
    NETWORK_SUBNETS_UNFIT: [
      { vpc, why: "none", subnets: [] },
      { vpc, why: "all-public", subnets },
      { vpc, why: "one-zone", subnets },
    ],
    NETWORK_PART_ELSEWHERE: [
      { what: "subnet", id: "subnet-0a1b2c3d4e5f60718", vpc },
      { what: "security-group", id: group, vpc },
    ],
    NETWORK_NO_WAY_OUT: [{ vpc, subnets, service: "com.amazonaws.us-east-1.ssm" }],
    NETWORK_CIDR_FIXED: [{ given: "10.80.0.0/20", cidr: "10.90.16.0/20", stack: "monolift-blog--shared" }],
    EC2_REFUSED: [{ action: "DescribeVpcs", code: "UnauthorizedOperation" }],
    EC2_UNREACHABLE: [{ action: "DescribeVpcs" }],
    AURORA_UNAVAILABLE: [{ region: "ap-southeast-7" }],
    AURORA_NAME_TAKEN: [{ cluster }],
    AURORA_COPY_MISSING: [{ from: "staging", cluster: "blog-staging" }],
    AURORA_FAILED: [{ cluster, status: "inaccessible-encryption-credentials" }],
    AURORA_REFUSED: [{ cluster, code: "DBClusterQuotaExceededFault" }],
    AURORA_SLOW: [{ cluster, status: "creating", minutes: 30 }],
    AURORA_POINT_MISSING: [
      { snapshot: "blog-production-point-3", known: [] },
      { snapshot: "blog-production-point-3", known: ["blog-production-point-1", "blog-production-point-2"] },
    ],
  },
  notices: {
    NETWORK_TAKEN: [{ vpc, subnets, groups: [group] }],
    NETWORK_MUST_BE_ALLOWED: [{ group }],
    NETWORK_IPV6_ONLY: [{}],
    NETWORK_NAT_COSTS: [
      { region: "us-east-1", usdPerMonth: 36.5, usdPerGb: 0.045 },
      { region: "eu-south-2", usdPerMonth: null, usdPerGb: null },
    ],
    NETWORK_NAT_GOES_NEXT: [{}],
    NETWORK_NAT_STAYS: [{ stages: ["production", "staging"] }],
    NETWORK_ENDPOINTS_COST: [
      { region: "us-east-1", usdPerMonth: 14.6 },
      { region: "eu-south-2", usdPerMonth: null },
    ],
    NETWORK_STAYS: [{ stages: ["production", "staging"] }],
    NETWORK_WAITS: [{ count: 12, minutes: 14 }],
    NETWORK_LEFT: [{ stack: "monolift-blog--shared", count: 12, minutes: 45 }],
    AURORA_WAITS: [{ cluster, status: "creating", minutes: 14 }],
    AURORA_RESTARTS: [{ cluster, connections: 1669 }],
    AURORA_SNAPSHOT_KEPT: [{ snapshot: "blog-production-final-20261121" }],
  },
};
