import { readBranches } from "./branches.ts";
import { createNeonClient, type NeonClientOptions } from "./client.ts";
import { annotationNames, groundBranch, neonProjectName } from "./names.ts";
import { listNeonProjects, type NeonProject } from "./project.ts";

/** What is at Neon of one project. */
export interface NeonInventory extends NeonProject {
  /** Every branch but the empty root: stages, restore points, and what waits for its last copy. */
  readonly branches: readonly {
    readonly name: string;
    /** The stage that it was made for; null where that is not known any more, or it was made by hand. */
    readonly stage: string | null;
    readonly sizeBytes: number | null;
    /** ISO 8601 in UTC. */
    readonly createdAt: string;
  }[];
}

/**
 * Lists what Monolift has made at Neon, whoever asks and from whatever folder: for `list`, and for `down` to prove that
 * nothing is left.
 *
 * @param project Name in monolift.toml; all of them by default.
 */
export async function listNeonInventory(
  options: NeonClientOptions & { readonly organization?: string | undefined },
  project?: string,
): Promise<readonly NeonInventory[]> {
  const client = createNeonClient(options);
  const name = neonProjectName(project ?? "");
  const found = await listNeonProjects(client, name, options.organization);
  const wanted = found.filter((one) =>
    project === undefined ? one.name.startsWith(name) : one.name === name,
  );
  const inventory: NeonInventory[] = [];
  for (const one of wanted) {
    const branches = await readBranches({ client, project: one });
    // A project that only shares the beginning of the name is nobody's business here.
    if (branches.named(groundBranch) === undefined) continue;
    inventory.push({
      id: one.id,
      name: one.name,
      branches: branches.all
        .filter((branch) => branch.name !== groundBranch)
        .map((branch) => ({
          name: branch.name,
          stage: branches.annotationsOf(branch)[annotationNames.stage] ?? ownerOf(branch.name),
          sizeBytes: branch.logical_size ?? null,
          createdAt: branch.created_at,
        })),
    });
  }
  return inventory;
}

/** The stage of a restore point, and of what else is named after one. */
function ownerOf(branch: string): string | null {
  return /^([^/]+)\//.exec(branch)?.[1] ?? null;
}
