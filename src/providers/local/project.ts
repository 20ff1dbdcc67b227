import { rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";
import { UserError } from "../../errors.ts";
import { daemonFolder } from "../../platform/daemon/folder.ts";
import { emptyProjectFolder, removeProjectFolder } from "../../platform/daemon/remove-project.ts";
import { isFile, isFolder, namesIn, readTextIfThere, writeAtomically } from "../../system/files.ts";
import type { Home } from "../../system/home.ts";
import { parseJson } from "../../system/json.ts";
import { findHolder } from "../../system/lock.ts";

const projectSchema = z.object({ name: z.string(), root: z.string(), createdAt: z.string() });

/** A project of this user, as its state folder tells; the list of projects is the list of these folders. */
export interface Project {
  readonly name: string;
  /** The folder with `monolift.toml`. */
  readonly root: string;
  readonly createdAt: string;
  /** The state folder. */
  readonly folder: string;
}

const projectsOf = (home: Home): string => join(home.state, "projects");

/** The state folder of the project called `name`, whether it is there or not. */
export function projectFolder(home: Home, name: string): string {
  return join(projectsOf(home), name);
}

/** Reads what is known of a project; undefined when it was never lifted on this machine. */
export async function findProject(home: Home, name: string): Promise<Project | undefined> {
  const folder = projectFolder(home, name);
  const text = await readTextIfThere(join(folder, "project.json"));
  if (text === undefined) return undefined;
  const parsed = projectSchema.safeParse(parseJson(text));
  // A damaged index entry still names the state that belongs to it: the folder is what counts.
  return parsed.success ? { ...parsed.data, folder } : { name, root: "", createdAt: "", folder };
}

/**
 * Makes sure that the name belongs to this folder.
 *
 * @returns The project, and the folder that it was in before: one that is gone, or one above or below this folder that
 *   its file was moved away from.
 * @throws {UserError} `NAME_TAKEN` when another folder that still exists uses the name:
 *   two applications must never share a database by accident.
 */
export async function claimProject(
  home: Home,
  name: string,
  root: string,
): Promise<{ readonly project: Project; readonly movedFrom: string | null }> {
  const known = await findProject(home, name);
  if (known?.root === root) return { project: known, movedFrom: null };
  if (known !== undefined && known.root !== "" && (await isInUse(known.root, root))) {
    throw new UserError("NAME_TAKEN", { name, root: known.root });
  }
  const project = { name, root, createdAt: known?.createdAt || new Date().toISOString() };
  const folder = projectFolder(home, name);
  await writeAtomically(join(folder, "project.json"), `${JSON.stringify(project, null, 2)}\n`);
  return { project: { ...project, folder }, movedFrom: known?.root || null };
}

/** Whether a name still belongs to `known`: not when its file now stands in a folder above or below. */
async function isInUse(known: string, root: string): Promise<boolean> {
  const isNested = [relative(known, root), relative(root, known)].some((path) => !path.startsWith(".."));
  return (await isFolder(known)) && !(isNested && !(await isFile(join(known, "monolift.toml"))));
}

/** Held by whoever changes a stage of a project. */
export function workLock(project: Pick<Project, "folder">): string {
  return daemonFolder(project.folder).work;
}

/** Held by the one `dev` of a stage. */
export function devLock(project: Pick<Project, "folder">, stage: string): string {
  return daemonFolder(project.folder).dev(stage);
}

/** Held by whoever changes a stage of a project that is not on this machine. */
export function awayLock(project: Pick<Project, "folder">, stage: string): string {
  return daemonFolder(project.folder).away(stage);
}

/** Whether somebody changes a stage of a project that is not on this machine. */
export async function isLiftedAway(project: Pick<Project, "folder">): Promise<boolean> {
  const locks = (await namesIn(project.folder)).filter((name) => /^away-.*\.lock$/.test(name));
  const holders = await Promise.all(locks.map((name) => findHolder(join(project.folder, name))));
  return holders.some((holder) => holder !== undefined);
}

/** Every project of this user that has state on this machine, by name. */
export async function listProjects(home: Home): Promise<readonly Project[]> {
  const names = await namesIn(projectsOf(home));
  const found = await Promise.all(
    names.toSorted((a, b) => a.localeCompare(b)).map((name) => findProject(home, name)),
  );
  return found.filter((project) => project !== undefined);
}

/** Removes the state folder of a project whose last stage is gone. */
export async function forgetProject(project: Project): Promise<void> {
  const folder = daemonFolder(project.folder);
  await emptyProjectFolder(folder);
  await rm(folder.lock, { force: true });
  await rm(folder.work, { force: true });
  await removeProjectFolder(folder);
}
