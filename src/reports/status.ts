import { reportWords } from "../words/cli/reports/report-words.ts";
import type { StatusResult } from "../actions/results.ts";
import { sayCanary, sayLastMove } from "./canary.ts";
import { sayAge, sayBytes, sayNumber, sayTimeLeft } from "./numbers.ts";
import { paint, type Page } from "./page.ts";
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
