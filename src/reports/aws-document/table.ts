import { totalOf, type PriceLine } from "../../providers/aws/price/price-of.ts";
import type { DataThing, ThingKind } from "../../providers/aws/price/things.ts";
import { whyEn } from "../../words/providers/aws/price/en.ts";

/** What the things are called that are in no template. */
const dataNames: Readonly<Record<DataThing["kind"], string>> = {
  "aurora-cluster": "Aurora cluster",
  bucket: "S3 bucket",
  certificate: "ACM certificate",
  "dns-record": "Route 53 records",
  "image-repository": "ECR repository",
  "mail-identity": "SES identity",
  "neon-branch": "Neon branch",
  parameter: "SSM parameter",
  secret: "Secrets Manager secret",
};

/** Lines by list price, and what is left of them after allowances. */
export interface PricedStage {
  readonly list: readonly PriceLine[];
  readonly left: readonly PriceLine[];
}

interface Row {
  readonly what: string;
  readonly names: readonly string[];
  readonly why: string;
  readonly idle: number | null;
  readonly used: number | null;
  readonly left: number | null;
}

/** One row for each thing; those of one kind that are there for the same reason and cost nothing share theirs. */
export function stageTable(stage: PricedStage): string {
  const rows = [
    ...joined(stage.list.map((line, index) => rowOf(line, stage.left[index]))),
    {
      what: "**Together**",
      names: [],
      why: "",
      idle: totalOf(stage.list, "idlePerMonth"),
      used: totalOf(stage.list, "atUsage"),
      left: totalOf(stage.left, "atUsage"),
    },
  ];
  return table(
    ["resource", "name", "why", "idle", "1 M requests", "less what is free"],
    rows.map(({ what, names, why, idle, used, left }) => [
      what,
      names.map((name) => `\`${withoutDigest(name)}\``).join(", "),
      why,
      money(idle),
      money(used),
      money(left),
    ]),
  );
}

function rowOf(line: PriceLine, left: PriceLine | undefined): Row {
  return {
    what: nameOfKind(line.what),
    names: [line.name],
    why: whyEn[line.why],
    idle: line.idlePerMonth,
    used: line.atUsage,
    left: left?.atUsage ?? null,
  };
}

function nameOfKind(kind: ThingKind): string {
  return isData(kind) ? dataNames[kind] : `\`${kind}\``;
}

function isData(kind: ThingKind): kind is DataThing["kind"] {
  return kind in dataNames;
}

function joined(rows: readonly Row[]): readonly Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const index = kept.findIndex(
      (one) => isFree(one) && isFree(row) && one.what === row.what && one.why === row.why,
    );
    const found = kept[index];
    if (found === undefined) kept.push(row);
    else kept[index] = { ...found, names: [...found.names, ...row.names] };
  }
  return kept;
}

function isFree({ idle, used }: Row): boolean {
  return idle === 0 && used === 0;
}

/** The end of a name that follows from what the release is made of is another one in each release. */
function withoutDigest(name: string): string {
  return name.replace(/[0-9a-f]{12}$/, "…");
}

/** Dollars and cents; `?` where the price is not known. */
export function money(usd: number | null): string {
  if (usd === null) return "?";
  if (usd === 0) return "0";
  return usd < 0.005 ? "< 0.01" : usd.toFixed(2);
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
