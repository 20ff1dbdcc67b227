import { reportWords } from "../words/cli/reports/report-words.ts";
import type { StatusResult } from "../actions/results.ts";
import { sayCanary, sayLastMove } from "./canary.ts";
import { sayAge, sayBytes, sayNumber, sayTimeLeft } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
import { whyWords } from "../words/providers/aws/price/why-words.ts";
import { layRows, layTable } from "./table.ts";

type Postgres = NonNullable<StatusResult["endpoints"]["postgres"]>;

/** One stage: how it is, how to reach each part, its functions. The database's password is only in the JSON. */
export function sayStatus(status: StatusResult, page: Page): string {
  const words = reportWords(page.language);
  const release =
    status.release === null || status.releasedAt === null
      ? ""
      : `  ${paint(page, "dim", words.status.release(status.release, sayAge(status.releasedAt, page)))}`;
  const state = paint(page, status.state === "serving" ? "green" : "yellow", words.states[status.state]);
  const parts = [`  ${paint(page, "bold", `${status.name}/${status.stage}`)}  ${state}${release}`];
  const places = sayPlaces(status, page);
  if (places !== "") parts.push(places);
  if (status.functions.length > 0) parts.push(sayFunctions(status, page));
  if (status.domain !== null) parts.push(sayDomain(status.domain, page));
  if (status.resources.length > 0) parts.push(sayResources(status, page));
  if (status.canary !== null) parts.push(sayCanary(status.canary, page));
  const moved = sayLastMove(status.lastMove, page);
  if (moved !== undefined) parts.push(`  ${paint(page, "yellow", "!")} ${moved}`);
  if (status.isolation === "none") parts.push(`  ${paint(page, "yellow", "!")} ${words.status.noIsolation}`);
  if (status.failedRelease !== null) parts.push(`  ${words.status.failed}`);
  if (status.state !== "serving") parts.push(`  ${paint(page, "dim", words.status.startHint)}`);
  return parts.join("\n\n");
}

function sayPlaces(status: StatusResult, page: Page): string {
  const words = reportWords(page.language).status;
  const { postgres, media, mail, logs } = status.endpoints;
  const rows: (readonly [string, string | null | undefined])[] = [
    [words.address, status.browserUrl === null ? null : paint(page, "bold", status.browserUrl)],
    ["", status.url],
    [words.bundle, status.bundle?.slice(0, 12)],
    [words.database, postgres === null ? null : sayPostgres(postgres, page)],
    [words.media, media === null ? null : `s3://${media.bucket}  ${paint(page, "dim", media.endpoint)}`],
    [words.mail, mail?.path],
    [words.logs, logs?.path],
    [words.expiry, status.expiresAt === null ? null : sayExpiry(status.expiresAt, page)],
    [
      words.process,
      status.process === null
        ? null
        : words.processOf(status.process.pid, sayBytes(status.process.residentBytes)),
    ],
  ];
  const known = rows.flatMap(([label, value]) => (typeof value === "string" ? [[label, value]] : []));
  return layRows(known.map(([label = "", value = ""]) => [paint(page, "dim", label), value]));
}

function sayExpiry(expiresAt: string, page: Page): string {
  const words = reportWords(page.language).status;
  const left = sayTimeLeft(expiresAt, page);
  return left === undefined ? words.expired : words.expires(left);
}

function sayPostgres({ user, host, port, database }: Postgres, page: Page): string {
  const { passwordInJson } = reportWords(page.language).status;
  return `postgresql://${user}@${host}:${port}/${database}  ${paint(page, "dim", passwordInJson)}`;
}

/** How far the domain is, and below it the records that are still needed. */
function sayDomain(domain: NonNullable<StatusResult["domain"]>, page: Page): string {
  const words = reportWords(page.language).status;
  const { name, state, records, reason } = domain;
  const why = reason === null ? "" : `: ${reason}`;
  const ink = state === "ready" ? "green" : "yellow";
  const head = `  ${paint(page, "dim", words.domain)}  ${name}  ${paint(page, ink, words.domainStates[state])}${why}`;
  const rows = records.map((record) => [` ${record.name}`, record.type, paint(page, "bold", record.value)]);
  return rows.length === 0 ? head : `${head}\n${layRows(rows)}`;
}

/** One row for all that are of one kind and there for the same reason. */
function sayResources({ resources, usdPerMonthIdle }: StatusResult, page: Page): string {
  const words = reportWords(page.language).status;
  const whys: Readonly<Record<string, string>> = whyWords(page.language);
  const groups = new Map<string, StatusResult["resources"]>();
  for (const one of resources) {
    const key = `${one.type} ${one.why}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups.values()].map((group) => {
    const [{ type, why } = { type: "", why: null }] = group;
    const count = group.length === 1 ? "" : `${group.length} × `;
    const price = group.reduce<number | null>((sum, one) => add(sum, one.usdPerMonthIdle), 0);
    const kind = type.replace(/^AWS::/, "").replace("::", " ");
    return [`${count}${kind}`, why === null ? "–" : (whys[why] ?? why), sayPrice(price)];
  });
  const columns = [
    { title: words.resource },
    { title: words.purpose },
    { title: words.price, align: "right" },
  ] as const;
  const table = layTable(columns, rows, page);
  if (usdPerMonthIdle === null) return table;
  return `${table}\n\n  ${paint(page, "dim", words.idlePrice(`$${sayPrice(usdPerMonthIdle)}`))}`;
}

function add(sum: number | null, price: number | null): number | null {
  return sum === null || price === null ? null : sum + price;
}

function sayPrice(usd: number | null): string {
  return usd === null ? "?" : usd.toFixed(2);
}

function sayFunctions({ functions }: StatusResult, page: Page): string {
  const words = reportWords(page.language).status;
  return layTable(
    [
      { title: words.function },
      { title: words.version, align: "right" },
      { title: words.memory, align: "right" },
      { title: words.timeout, align: "right" },
      { title: words.concurrency, align: "right" },
      { title: words.sandboxes },
    ],
    functions.map((one) => [
      one.name,
      String(one.version),
      `${sayNumber(one.memoryMb, page.language)} MB`,
      `${one.timeoutSeconds} s`,
      String(one.concurrency),
      one.sandboxes === null
        ? "–"
        : words.sandboxesOf(one.sandboxes.total, one.sandboxes.busy, one.sandboxes.frozen),
    ]),
    page,
  );
}
