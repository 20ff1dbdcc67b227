import { join } from "node:path";
import { UserError } from "../../errors.ts";
import { readTextIfThere, writeAtomically } from "../../system/files.ts";
import type { Home } from "../../system/home.ts";
import type { Organization } from "./api-types.ts";
import { createNeonClient, type NeonClientOptions } from "./client.ts";

/** An API key of Neon, and where it came from. */
export interface NeonKey {
  /** A secret. */
  readonly value: string;
  readonly from: "environment" | "file" | "answer";
  /** Where this user's key is kept. */
  readonly file: string;
}

/** The file of this user's key: never in a project, so that it cannot be committed. */
export function neonKeyFile({ config }: Pick<Home, "config">): string {
  return join(config, "neon-key");
}

/** Where Neon's API is, as Neon's own tools are told by `NEON_API_HOST`; undefined for the usual place. */
export function neonEndpoint(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = environment["NEON_API_HOST"]?.trim().replace(/\/+$/, "") ?? "";
  return given === "" ? undefined : given;
}

/** The key to use: of the variable `NEON_API_KEY`, else the one that was given once; undefined where there is none. */
export async function readNeonKey(
  environment: Readonly<Record<string, string | undefined>>,
  home: Pick<Home, "config">,
): Promise<NeonKey | undefined> {
  const file = neonKeyFile(home);
  const given = environment["NEON_API_KEY"]?.trim() ?? "";
  if (given !== "") return { value: given, from: "environment", file };
  const kept = (await readTextIfThere(file))?.trim() ?? "";
  return kept === "" ? undefined : { value: kept, from: "file", file };
}

/**
 * The key to use.
 *
 * @throws {UserError} `NEON_KEY_MISSING`.
 */
export async function needNeonKey(
  environment: Readonly<Record<string, string | undefined>>,
  home: Pick<Home, "config">,
): Promise<NeonKey> {
  const key = await readNeonKey(environment, home);
  if (key === undefined) throw new UserError("NEON_KEY_MISSING", { file: neonKeyFile(home) });
  return key;
}

/**
 * Keeps a key that was entered, after Neon has accepted it. Only this user can read the file (0600).
 *
 * @param entered As it was typed or pasted; blanks around it do no harm.
 * @throws {NeonFailure} `NEON_KEY_REFUSED`, and whatever else `NeonClient.call` throws. Nothing is kept then.
 */
export async function saveNeonKey(
  entered: string,
  home: Pick<Home, "config">,
  options: Omit<NeonClientOptions, "key"> = {},
): Promise<NeonKey> {
  const file = neonKeyFile(home);
  const key: NeonKey = { value: entered.trim(), from: "answer", file };
  await listOrganizations({ ...options, key });
  await writeAtomically(file, `${key.value}\n`);
  return key;
}

/**
 * Organizations that a key can work in: a person's are all of theirs, an organization's or a project's is one. The
 * cheapest question that every kind of key may ask, so it also says whether the key is good.
 */
export async function listOrganizations(options: NeonClientOptions): Promise<readonly Organization[]> {
  return (await createNeonClient(options).call("getCurrentUserOrganizations", {})).organizations;
}
