import { UserError } from "../../errors.ts";
import { notice, type Notice } from "../../words/words.ts";
import type { ProjectCreateRequest, ProjectListItem } from "./api-types.ts";
import type { NeonClient } from "./client.ts";
import { usualCompute } from "./compute.ts";
import { NeonFailure, unlessGone } from "./failures.ts";
import { databaseName, groundBranch, neonProjectName, roleName } from "./names.ts";
import { once } from "./once.ts";
import { settle } from "./operations.ts";
import { chooseRegion } from "./regions.ts";

/** Which project of Neon's is meant. */
export interface NeonProjectAddress {
  /** Name of the project in monolift.toml. */
  readonly project: string;
  /** Id of the project at Neon, where the name is not enough: two are alike, or the file's name was changed. */
  readonly projectId?: string | undefined;
  /** Organization at Neon; where it is left out, the only one that the key belongs to. */
  readonly organization?: string | undefined;
}

/** What a project is made of, where there is none yet. */
export interface NeonProjectWishes extends NeonProjectAddress {
  /** Region of AWS in which the stage's functions are. */
  readonly region: string;
  readonly tell: (notice: Notice) => void;
}

/** A project at Neon. */
export interface NeonProject {
  readonly id: string;
  readonly name: string;
}

/** Projects on one page, the most that Neon allows. */
const pageLength = 400;
/** The longest that Neon allows. Past it, it leaves out what it has not found yet. */
const listTimeoutMs = 30_000;
const postgresVersion = 17;
/** How often, and how long in between, it is looked whether somebody else takes a project back. */
const rivalLooks = 10;
const rivalPauseMs = 3000;
/** A shorter way to the database is not felt. */
const worthTellingMs = 10;

/**
 * The project, where it is there.
 *
 * @throws {UserError} `NEON_PROJECTS_ALIKE`, `NEON_PROJECT_NOT_FOUND` (for an id), `NEON_ORGANIZATION_UNCLEAR`.
 */
export async function findNeonProject(
  client: NeonClient,
  address: NeonProjectAddress,
): Promise<NeonProject | undefined> {
  const { projectId } = address;
  if (projectId !== undefined) {
    const found = await unlessGone(client.call("getProject", { path: { project_id: projectId } }));
    if (found === undefined) throw new UserError("NEON_PROJECT_NOT_FOUND", { project: projectId });
    return found.project;
  }
  return findByName(client, neonProjectName(address.project), await findOrganization(client, address));
}

/** The project, made where it is not there yet: PostgreSQL 17, nearest to the stage, with an empty root branch. */
export async function ensureNeonProject(client: NeonClient, wishes: NeonProjectWishes): Promise<NeonProject> {
  if (wishes.projectId !== undefined) {
    const named = await findNeonProject(client, wishes);
    if (named !== undefined) return named;
  }
  const organization = await findOrganization(client, wishes);
  const name = neonProjectName(wishes.project);
  const found = await findByName(client, name, organization);
  if (found !== undefined) return found;
  const region = await findRegion(client, wishes, organization);
  return once(client.clock, {
    look: () => findAlone(client, name, organization),
    act: async () => {
      const owner = organization === undefined ? {} : { org_id: organization };
      const body = { project: { ...newProject(name, region), ...owner } };
      const { project, operations } = await client.call("createProject", { body });
      await settle(client, project.id, operations);
      const eldest = eldestOf(await findAlike(client, name, organization));
      if (eldest !== undefined && eldest.id !== project.id) await removeNeonProject(client, project);
    },
  });
}

/**
 * The project that is left when several stages were lifted for the first time at once: each has made one, and whoever has
 * not made the eldest takes its own back.
 */
async function findAlone(
  client: NeonClient,
  name: string,
  organization: string | undefined,
): Promise<NeonProject | undefined> {
  for (let look = 1; look < rivalLooks; look++) {
    const alike = await findAlike(client, name, organization);
    if (alike.length <= 1) return alike[0];
    await client.clock.sleep(rivalPauseMs);
  }
  return findByName(client, name, organization);
}

function eldestOf(projects: readonly ProjectListItem[]): ProjectListItem | undefined {
  const rank = ({ created_at: at, id }: ProjectListItem): string => `${at} ${id}`;
  return projects.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
}

function newProject(name: string, region: string): ProjectCreateRequest["project"] {
  return {
    name,
    region_id: region,
    pg_version: postgresVersion,
    // Without them a lost password could only be replaced, and every running function with it.
    store_passwords: true,
    branch: { name: groundBranch, role_name: roleName, database_name: databaseName },
    default_endpoint_settings: {
      autoscaling_limit_min_cu: usualCompute.min,
      autoscaling_limit_max_cu: usualCompute.max,
    },
  };
}

/** Removes a project with all that is in it. Neon can bring it back for seven days. */
export async function removeNeonProject(client: NeonClient, { id }: NeonProject): Promise<void> {
  await once(client.clock, {
    look: async () => {
      const found = await unlessGone(client.call("getProject", { path: { project_id: id } }));
      return found === undefined ? true : undefined;
    },
    act: () => unlessGone(client.call("deleteProject", { path: { project_id: id } })),
  });
}

/** Projects whose name has a text in it. */
export async function listNeonProjects(
  client: NeonClient,
  search: string,
  organization: string | undefined,
): Promise<readonly NeonProject[]> {
  const owner = await findOrganization(client, { organization });
  return searchProjects(client, search, owner);
}

async function findOrganization(
  client: NeonClient,
  { organization }: Pick<NeonProjectAddress, "organization">,
): Promise<string | undefined> {
  if (organization !== undefined) return organization;
  const { organizations } = await client.call("getCurrentUserOrganizations", {});
  if (organizations.length > 1) {
    throw new UserError("NEON_ORGANIZATION_UNCLEAR", {
      organizations: organizations.map(({ id, name }) => ({ id, name })),
    });
  }
  return organizations[0]?.id;
}

async function findByName(
  client: NeonClient,
  name: string,
  organization: string | undefined,
): Promise<NeonProject | undefined> {
  const alike = await findAlike(client, name, organization);
  if (alike.length > 1) throw new UserError("NEON_PROJECTS_ALIKE", { name, ids: alike.map(({ id }) => id) });
  return alike[0];
}

async function findAlike(
  client: NeonClient,
  name: string,
  organization: string | undefined,
): Promise<readonly ProjectListItem[]> {
  return (await searchProjects(client, name, organization)).filter((one) => one.name === name);
}

async function searchProjects(
  client: NeonClient,
  search: string,
  organization: string | undefined,
): Promise<readonly ProjectListItem[]> {
  const found: ProjectListItem[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await client.call("listProjects", {
      query: {
        search,
        limit: pageLength,
        timeout: listTimeoutMs,
        ...(organization === undefined ? {} : { org_id: organization }),
        ...(cursor === undefined ? {} : { cursor }),
      },
    });
    // Of a list with gaps nobody can say that a project is not there.
    if ((page.unavailable_project_ids ?? []).length > 0) {
      const reason = "it could not list all projects";
      throw new NeonFailure("NEON_UNREACHABLE", { operation: "listProjects", reason }, 200);
    }
    found.push(...page.projects);
    cursor = page.pagination?.cursor;
    if (cursor === undefined || page.projects.length < pageLength) return found;
  }
}

async function findRegion(
  client: NeonClient,
  { region, tell }: NeonProjectWishes,
  organization: string | undefined,
): Promise<string> {
  const query = organization === undefined ? {} : { org_id: organization };
  const { regions } = await client.call("getActiveRegions", { query });
  const chosen = chooseRegion(region, regions);
  if (chosen === undefined) throw new UserError("NEON_NO_REGION", { region });
  if (chosen.milliseconds >= worthTellingMs) {
    tell(notice("NEON_REGION_FAR", { region, neonRegion: chosen.id, milliseconds: chosen.milliseconds }));
  }
  return chosen.id;
}
