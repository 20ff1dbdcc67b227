const listed = (names: readonly string[]): string => names.join(", ");

const inQuotes = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");

/** What is said of networks and of Aurora, in English: the type that the other languages follow. */
export const networkEn = {
  errors: {
    KEY_ONLY_ON_AWS: (facts: { readonly key: string; readonly stage: string }) => ({
      cause: `"${facts.key}" asks for something that only AWS has, and the stage "${facts.stage}" runs on this machine.`,
      fix: 'Write it below a stage of AWS, for instance [stages.production] with provider = "aws": what stands at the top of the file holds for every stage, "local" among them.',
    }),
    KEY_NEEDS_ENGINE: (facts: {
      readonly key: string;
      readonly engine: string;
      readonly needs: readonly string[];
    }) => ({
      cause: `"${facts.key}" says nothing of this stage's database, which is "${facts.engine}".`,
      fix: `Remove the key, or write ${facts.needs.map((engine) => `engine = "${engine}"`).join(" or ")} beside it.`,
    }),
    DATABASE_CAPACITY_UNFIT: (facts: {
      readonly key: string;
      readonly given: number;
      readonly engine: "neon" | "aurora";
    }) => ({
      cause: `"${facts.key}" is ${facts.given}, a size that ${{ neon: "Neon", aurora: "Aurora" }[facts.engine]} does not have.`,
      fix: {
        neon: 'Neon takes 0.25, 0.5 and whole numbers from 1 to 16, with "max" at most 8 above "min".',
        aurora: 'Aurora takes steps of 0.5: "min" from 0, "max" from 1.',
      }[facts.engine],
    }),
    DATABASE_CAPACITY_CROSSED: (facts: { readonly min: number; readonly max: number }) => ({
      cause: `"database.min" is ${facts.min} and "database.max" is ${facts.max}: the least capacity can't be above the most.`,
      fix: `Make "max" at least ${facts.min}, or "min" at most ${facts.max}.`,
    }),
    TIME_ZONE_UNKNOWN: (facts: {
      readonly key: string;
      readonly given: string;
      readonly nearest: string | null;
    }) => ({
      cause: `"${facts.key}" names the time zone "${facts.given}", and there is none of that name.`,
      fix:
        facts.nearest === null
          ? "Write its name in the IANA time zone database, for instance Asia/Tokyo or UTC."
          : `Did you mean "${facts.nearest}"?`,
    }),
    NETWORK_KEYS_CROSSED: (facts: { readonly key: string; readonly hasVpc: boolean }) =>
      facts.hasVpc
        ? {
            cause: `"${facts.key}" is for a network that Monolift makes, and "network.vpc" names one that is there already. Nothing in that one is ever changed.`,
            fix: `Remove one of the two. What "${facts.key}" asks for has to be added to the VPC by whoever owns it.`,
          }
        : {
            cause: `"${facts.key}" names parts of a VPC that is there already, and "network.vpc" does not say which.`,
            fix: 'Add the VPC to the table [network], for instance vpc = "vpc-0a1b2c3d4e5f60718".',
          },
    NETWORK_VPC_MISSING: (facts: {
      readonly vpc: string;
      readonly region: string;
      readonly account: string;
      readonly elsewhere: string | null;
    }) => ({
      cause:
        facts.elsewhere === null
          ? `There is no VPC ${facts.vpc} in ${facts.region}, nor in another Region of the account ${facts.account}.`
          : `The VPC ${facts.vpc} is in ${facts.elsewhere}, and this stage is in ${facts.region}.`,
      fix:
        facts.elsewhere === null
          ? `\`aws ec2 describe-vpcs --region ${facts.region}\` lists those that there are; correct "network.vpc", or use the account that has it.`
          : `Write region = "${facts.elsewhere}" for the stage, or name a VPC of ${facts.region} in "network.vpc".`,
    }),
    NETWORK_SUBNETS_UNFIT: (facts: {
      readonly vpc: string;
      readonly why: "none" | "all-public" | "one-zone";
      readonly subnets: readonly string[];
    }) => ({
      cause: {
        none: `The VPC ${facts.vpc} has no subnet.`,
        "all-public": `Every subnet of the VPC ${facts.vpc} is a public one (${listed(facts.subnets)}): a function in it reaches nothing on the Internet, since it has no public address.`,
        "one-zone": `The subnets of the VPC ${facts.vpc} that can be used are all in one Availability Zone (${listed(facts.subnets)}), and Aurora wants two.`,
      }[facts.why],
      fix: {
        none: 'Add private subnets to it, in two Availability Zones, or name another VPC in "network.vpc".',
        "all-public":
          'Add private subnets to it. If nothing but the database has to be reached, name two of them yourself: subnets = ["…", "…"] in [network].',
        "one-zone":
          'Add a private subnet in another Availability Zone, or name two that fit: subnets = ["…", "…"] in [network].',
      }[facts.why],
    }),
    NETWORK_PART_ELSEWHERE: (facts: {
      readonly what: "subnet" | "security-group";
      readonly id: string;
      readonly vpc: string;
    }) => ({
      cause: `The ${facts.what === "subnet" ? "subnet" : "security group"} ${facts.id} is not in the VPC ${facts.vpc}.`,
      fix: `Correct "network.${facts.what === "subnet" ? "subnets" : "security_groups"}", or leave it out: then Monolift looks for itself.`,
    }),
    NETWORK_NO_WAY_OUT: (facts: {
      readonly vpc: string;
      readonly subnets: readonly string[];
      readonly service: string;
    }) => ({
      cause: `From the subnets ${listed(facts.subnets)} of the VPC ${facts.vpc} nothing leads to AWS: no route to a NAT gateway or an egress-only internet gateway, and no interface endpoint ${facts.service}. The functions could not read their secrets.`,
      fix: `Add the endpoint ${facts.service} with private DNS to the VPC, or a route, or name other subnets: subnets = ["…", "…"] in [network].`,
    }),
    NETWORK_CIDR_FIXED: (facts: {
      readonly given: string;
      readonly cidr: string;
      readonly stack: string;
    }) => ({
      cause: `"network.cidr" is ${facts.given}, and the network ${facts.stack} was made with ${facts.cidr}. AWS can't change it while anything is in it.`,
      fix: `Write cidr = "${facts.cidr}" or leave the key out. For other addresses, give the stage a network of its own: share = false.`,
    }),
    EC2_REFUSED: (facts: { readonly action: string; readonly code: string }) => ({
      cause: `AWS refused to say what the network looks like (${facts.action}: ${facts.code}).`,
      fix: `AWS's own sentence stands above. Your user or role needs the right ec2:${facts.action}; \`monolift doctor\` lists all that you lack.`,
    }),
    EC2_UNREACHABLE: (facts: { readonly action: string }) => ({
      cause: `EC2 did not answer (${facts.action}).`,
      fix: "Look whether this machine reaches the Internet, and whether AWS_ENDPOINT_URL is what it should be; then run the command again.",
    }),
    AURORA_UNAVAILABLE: (facts: { readonly region: string }) => ({
      cause: `${facts.region} offers no version of Aurora PostgreSQL that can pause.`,
      fix: 'Take another Region, or another database, for instance database = "neon".',
    }),
    AURORA_NAME_TAKEN: (facts: { readonly cluster: string }) => ({
      cause: `There is a cluster ${facts.cluster} already, and it does not have the tags of this stage: it belongs to somebody else.`,
      fix: "Give the project another `name` in monolift.toml, or rename that cluster. Nothing was changed.",
    }),
    AURORA_COPY_MISSING: (facts: { readonly from: string; readonly cluster: string }) => ({
      cause: `The stage "${facts.from}" has no database to copy: there is no cluster ${facts.cluster} in this account and Region.`,
      fix: "Lift that stage first, or begin without a copy.",
    }),
    AURORA_FAILED: (facts: { readonly cluster: string; readonly status: string }) => ({
      cause: `The cluster ${facts.cluster} has become "${facts.status}", from which it does not recover by itself.`,
      fix: `\`aws rds describe-events --source-type db-cluster --source-identifier ${facts.cluster}\` says why. Run the command again once it is "available".`,
    }),
    AURORA_REFUSED: (facts: { readonly cluster: string; readonly code: string }) => ({
      cause: `AWS refused what was asked of the cluster ${facts.cluster} (${facts.code}).`,
      fix: "AWS's own sentence stands above. Once its cause is mended, run the command again: it goes on where it stopped.",
    }),
    AURORA_SLOW: (facts: {
      readonly cluster: string;
      readonly status: string;
      readonly minutes: number;
    }) => ({
      cause: `The cluster ${facts.cluster} is still "${facts.status}" after ${facts.minutes} minutes; it usually takes 5 to 10.`,
      fix: "Run the command again: it goes on where it has stopped.",
    }),
    AURORA_POINT_MISSING: (facts: { readonly snapshot: string; readonly known: readonly string[] }) => ({
      cause: `There is no snapshot ${facts.snapshot} of this stage's database.`,
      fix: facts.known.length === 0 ? "The stage has none." : `These are there: ${listed(facts.known)}.`,
    }),
  },
  notices: {
    NETWORK_TAKEN: (facts: {
      readonly vpc: string;
      readonly subnets: readonly string[];
      readonly groups: readonly string[];
    }) =>
      `The functions run in ${facts.vpc}: subnets ${listed(facts.subnets)}, security group ${listed(facts.groups)}.`,
    NETWORK_MUST_BE_ALLOWED: (facts: { readonly group: string }) =>
      `The database has to allow connections from the security group ${facts.group}. Once: aws ec2 authorize-security-group-ingress --group-id GROUP-OF-THE-DATABASE --protocol tcp --port 5432 --source-group ${facts.group}`,
    NETWORK_IPV6_ONLY:
      "Inside its network the application reaches AWS and every host with an IPv6 address; hosts that have only IPv4 (many payment and mail services) need nat = true in [network].",
    NETWORK_NAT_COSTS: (facts: {
      readonly region: string;
      readonly usdPerMonth: number | null;
      readonly usdPerGb: number | null;
    }) =>
      facts.usdPerMonth === null || facts.usdPerGb === null
        ? `A NAT gateway is made. In ${facts.region} its price is not known here: https://aws.amazon.com/vpc/pricing/ has it, by the hour and by the GB.`
        : `A NAT gateway is made: $${facts.usdPerMonth.toFixed(2)} a month in ${facts.region}, also while idle, and $${facts.usdPerGb} a GB.`,
    NETWORK_NAT_GOES_NEXT:
      "The NAT gateway is still there, since the release that is served was made with it: the next `monolift up` removes it.",
    NETWORK_NAT_STAYS: (facts: { readonly stages: readonly string[] }) =>
      `The NAT gateway stays: ${inQuotes(facts.stages)} asks for it, in the same network.`,
    NETWORK_ENDPOINTS_COST: (facts: { readonly region: string; readonly usdPerMonth: number | null }) =>
      facts.usdPerMonth === null
        ? `An interface endpoint is made. In ${facts.region} its price is not known here: https://aws.amazon.com/privatelink/pricing/ has it.`
        : `An interface endpoint is made: $${facts.usdPerMonth.toFixed(2)} a month in ${facts.region}, also while idle.`,
    NETWORK_STAYS: (facts: { readonly stages: readonly string[] }) =>
      `The project's network stays, for ${inQuotes(facts.stages)}.`,
    NETWORK_WAITS: (facts: { readonly count: number; readonly minutes: number }) =>
      `Lambda takes back ${facts.count} network interfaces of the functions (${facts.minutes} min; up to 20 are usual)`,
    NETWORK_LEFT: (facts: { readonly stack: string; readonly count: number; readonly minutes: number }) =>
      `The network ${facts.stack} is left for now: after ${facts.minutes} minutes Lambda still holds ${facts.count} interfaces in it. It costs nothing by itself; run the same command later, and it goes.`,
    AURORA_WAITS: (facts: { readonly cluster: string; readonly status: string; readonly minutes: number }) =>
      `Aurora ${facts.cluster}: ${facts.status} (${facts.minutes} min; 5 to 10 are usual)`,
    AURORA_RESTARTS: (facts: { readonly cluster: string; readonly connections: number }) =>
      `Aurora ${facts.cluster} restarts once, so that it takes ${facts.connections} connections; that is some seconds without it.`,
    AURORA_SNAPSHOT_KEPT: (facts: { readonly snapshot: string }) =>
      `Its rows are kept in the snapshot ${facts.snapshot}, which costs by its size until it is deleted.`,
  },
};

export type NetworkWords = typeof networkEn;
