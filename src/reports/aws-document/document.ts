import { allowances, pricedRegions, type Meter, type PricedRegion } from "../../providers/aws/price/meter.ts";
import { isUnchecked, meterOf, meters, type MeterName } from "../../providers/aws/price/meters.ts";
import { cloudFrontPlans } from "../../providers/aws/price/meters/traffic.ts";
import { priceOf, totalOf } from "../../providers/aws/price/price-of.ts";
import type { Thing } from "../../providers/aws/price/things.ts";
import { noFiles, usualUsage, type Usage } from "../../providers/aws/price/usage.ts";
import { neonPrices } from "../../providers/neon/prices.ts";
import { exampleThings } from "./example-things.ts";
import { examples, type Example } from "./examples.ts";
import { money, stageTable, table, type PricedStage } from "./table.ts";

const requests = 1_000_000;
const home: PricedRegion = "us-east-1";

/** `docs/aws.md`: what a stage is on AWS and what it costs, from the templates and the price lists. Pure. */
export function awsDocument(): string {
  const stages = examples.map((example) => ({ example, things: exampleThings(example) }));
  return [head, ...stages.map(section), regions(stages), allowanceSection(), priceSection()].join("\n\n");
}

const head = `# What a stage is on AWS, and what it costs

*Written from the templates and the price lists by \`node scripts/documents.mjs\`.*

Below is every resource that exists for a small, a usual and a large \`monolift.toml\`: nothing else is made. What holds data
(buckets, secrets, databases, records) is made by API and stays when the compute around it is replaced; everything else is in
the stack \`monolift-PROJECT-STAGE\`, or in \`monolift-PROJECT--shared\` for a network that stages share.

Prices are in US dollars a month, without tax, in ${home}, for the first tier of each price. **Idle** is a month in which
nobody comes and nothing is released. **1 M requests** is a month with a million requests:

${usageList()}

**Less what is free** is the same in an account that has nothing else: [what every account has free](#what-every-account-has-free).
Not counted: a zone in Route 53 that you have for your domain ($0.50 a month), support, tax, and what watching a release on trial
costs: [0.2 cents for five minutes](releases.md#a-canary-on-aws).`;

function usageList(): string {
  const { functions, answerKb, staticFiles, media, database, kept, releases } = usualUsage(requests);
  const { web } = functions;
  if (web === undefined) throw new TypeError("requests are for the function web");
  return [
    `- pages of ${answerKb} KB in ${web.averageMs} ms, with ${web.logKb} KB of log; a sandbox is started for every ${requests / web.coldStarts} of them and takes ${web.coldStartMs / 1000} s;`,
    `- for each page ${staticFiles.fetched / requests} static files of ${staticFiles.averageKb} KB, ${staticFiles.cachedShare * 100} % of them from CloudFront's cache, and ${media.fetched / requests} uploaded file of ${media.averageKb} KB from its bucket;`,
    `- requests come all day, so that the database is awake for ${database.awakeHours} hours, with ${database.memoryGb} GB of memory;`,
    `- ${kept.filesGb} GB of code and static files, ${kept.mediaGb} GB of uploaded files and ${kept.databaseGb} GB of rows, also while idle; ${releases.count} releases. The small one has no uploaded files.`,
  ].join("\n");
}

function section({ example, things }: Stage): string {
  const title = example.name.slice(0, 1).toUpperCase() + example.name.slice(1);
  return `## ${title}

${example.text}

\`\`\`toml
${example.toml}\`\`\`

${stageTable(pricedIn(home, { example, things }))}`;
}

interface Stage {
  readonly example: Example;
  readonly things: readonly Thing[];
}

function pricedIn(region: string, { example, things }: Stage): PricedStage {
  const request = { things, usage: usageOf(example), region };
  return {
    list: priceOf({ ...request, as: "list" }),
    left: priceOf({ ...request, as: "after-allowances" }),
  };
}

function usageOf({ mediaUrl }: Example): Usage {
  const usage = usualUsage(requests);
  if (mediaUrl !== null) return usage;
  return { ...usage, media: noFiles, uploads: 0, kept: { ...usage.kept, mediaGb: 0 } };
}

function regions(stages: readonly Stage[]): string {
  const rows = pricedRegions.map((region) => [
    region,
    ...stages.flatMap((stage) => {
      const { list, left } = pricedIn(region, stage);
      return [totalOf(list, "idlePerMonth"), totalOf(left, "atUsage")].map(money);
    }),
  ]);
  const columns = stages.flatMap(({ example }) => [`${example.name}, idle`, `${example.name}, 1 M requests`]);
  return `## In other Regions

Idle, and a million requests less what is free. \`?\`: a price of that Region is not known here.

${table(["Region", ...columns], rows)}`;
}

function allowanceSection(): string {
  const rows = Object.entries(allowances).map(([name, free]) => {
    const using = meterNames.filter((meter) => meterOf(meter).allowance === name);
    const units = new Set(using.map((meter) => meterOf(meter).unit));
    return [using.map((meter) => `\`${meter}\``).join(", "), `${count(free)} ${[...units].join(" or ")}`];
  });
  return `## What every account has free

Each month, for as long as the account exists, all Regions and everything else in it together. What only new accounts have is
not among it.

${table(["price", "free"], rows)}

A distribution of CloudFront may be put into a plan at a fixed price by hand, instead of the prices below: ${plans()}. Past
that it answers more slowly and charges nothing. Neon's free plan holds ${neonPrices.free.storageGb} GB and ${neonPrices.free.computeHours} hours of a CU for each
project, and stops the database past them; what is counted here is its plan Launch.`;
}

function plans(): string {
  return cloudFrontPlans
    .map(
      ({ name, usdPerMonth, requests: most, gb }) =>
        `${name} ($${usdPerMonth}) with ${count(most)} requests and ${count(gb)} GB`,
    )
    .join(", ");
}

function priceSection(): string {
  const rows = meterNames.map((name) => {
    const meter = meterOf(name);
    const per = meter.per === 1 ? meter.unit : `${count(meter.per)} ${meter.unit}`;
    return [
      `\`${name}\``,
      per,
      ...pricedRegions.map((region) => priceIn(name, meter, region)),
      `[${meter.asOf}](${meter.source})`,
    ];
  });
  return `## Prices

Dollars, and the month in which they were compared last. \`*\`: could not be compared with the list of whoever charges it.
CloudFront charges by where visitors are: the price of a Region is that of visitors in its part of the world.

${table(["price", "per", ...pricedRegions, "as of"], rows)}
`;
}

function priceIn(name: MeterName, { usd }: Meter, region: PricedRegion): string {
  const price = typeof usd === "number" ? usd : usd[region];
  if (price === null) return "?";
  return `${decimal(price)}${isUnchecked(name, region) ? " *" : ""}`;
}

/** All digits, also of a price with many zeros. */
function decimal(price: number): string {
  return price.toLocaleString("en", { maximumFractionDigits: 12 });
}

function count(number: number): string {
  return number.toLocaleString("en");
}

const meterNames = Object.keys(meters) as readonly MeterName[];
