import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { differences } from "../aws/differences.ts";
import { proofs, resourceProofs, serviceProofs, type Proven } from "./proofs.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Heading of the section of docs/parity.md that is written from data. */
export const awsHeading = "## On AWS";

/** The types that templates are made of, as the code that makes them names them. */
export async function readTemplateTypes(): Promise<readonly string[]> {
  const speakOfTypesOnly = /^(?:account|data|inventory|price|stack)\/|resource-types\.ts$/;
  const texts = await readSources("src/providers/aws", speakOfTypesOnly);
  return unique(
    texts.flatMap((text) => [...text.matchAll(/"(AWS::\w+::\w+)"/g)].map(([, type = ""]) => type)),
  );
}

/** The operations that each service is asked for, by the name of its client. */
export async function readOperations(): Promise<ReadonlyMap<string, readonly string[]>> {
  const operations = new Map<string, readonly string[]>();
  const add = (service: string, names: readonly string[]): void =>
    void operations.set(service, unique([...(operations.get(service) ?? []), ...names]));
  for (const text of await readSources("src", /resource-types\.ts$/)) {
    for (const [, names = "", service = ""] of text.matchAll(
      /import \{([^}]*)\} from "@aws-sdk\/client-([a-z0-9-]+)"/g,
    ))
      add(service, operationsIn(names));
    if (text.includes("Ec2Client"))
      add(
        "ec2",
        [...text.matchAll(/action: "(\w+)"/g)].map(([, action = ""]) => action),
      );
  }
  return operations;
}

function operationsIn(imported: string): readonly string[] {
  const commands = [...imported.matchAll(/\b(\w+)Command\b/g)].map(([, name = ""]) => name);
  const pages = [...imported.matchAll(/\bpaginate(\w+)\b/g)].map(([, name = ""]) => name);
  return [...commands, ...pages];
}

/** The section as the data say it. */
export async function renderAwsSection(): Promise<string> {
  const operations = await readOperations();
  return `${awsHeading}

<!-- Written from test/parity/proofs.ts and test/aws/differences.ts: \`npx vitest run test/parity/proofs.test.ts -u\`. -->

Tried against emulators and AWS's own validator; not yet against an account. Emulators are
[ministack](https://pypi.org/project/ministack/), which runs functions, and [moto](https://pypi.org/project/moto/), for
some of what it lacks.

${table(["proof", "means"], Object.entries(proofs))}

### What templates are made of

${table(
  ["type", "proof", "by"],
  Object.entries(resourceProofs).map(([type, proven]) => [`\`${type}\``, proven.proof, linkOf(proven)]),
)}

### What is asked by API

${table(
  ["service", "operations", "proof", "by"],
  Object.entries(serviceProofs).map(([service, proven]) => [
    service,
    (operations.get(service) ?? []).map((name) => `\`${name}\``).join(", "),
    proven.proof,
    linkOf(proven),
  ]),
)}

A Neon database is tried against a server made from Neon's OpenAPI document, and against a fake that keeps branches. An
image is pushed to Debian's \`docker-registry\`; none was started.

### What ministack does otherwise than AWS

Each is shown by a probe, which fails once a later version has caught up.

${table(
  ["AWS", "ministack"],
  Object.values(differences).map(({ aws, here }) => [aws, here]),
)}
`;
}

function linkOf({ by: [file] }: Proven): string {
  const name = file.split("/").at(-1) ?? file;
  return `[${name}](../${file})`;
}

/** Laid out as oxfmt lays out tables. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

async function readSources(folder: string, without: RegExp): Promise<readonly string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const files = names.filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !without.test(name),
  );
  return Promise.all(files.map((name) => readFile(join(root, folder, name), "utf8")));
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();
