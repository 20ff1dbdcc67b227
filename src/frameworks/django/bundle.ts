import { join } from "node:path";
import type { Completion, DependencyInput } from "../../bundle/dependencies.ts";
import type { CodeRules } from "../../bundle/rules.ts";
import { isFolder, namesIn, readTextIfThere } from "../../system/files.ts";
import type { Detection } from "../framework.ts";

/** What the bundle is told about a Django project. */
export interface DjangoBundleInput {
  /** Absolute. */
  readonly root: string;
  readonly dependencies: DependencyInput;
  readonly python: Detection["python"];
  readonly rules: CodeRules;
  readonly complete: Completion;
}

/** Says what of a Django project is bundled: everything but the folders that it fills by itself. */
export async function describeDjangoBundle(detection: Detection): Promise<DjangoBundleInput> {
  return {
    root: detection.root,
    dependencies: detection.dependencies,
    python: detection.python,
    rules: { leaveOut: await findOwnOutput(detection) },
    complete: missingDriver,
  };
}

const drivers = ["psycopg", "psycopg2", "psycopg2-binary", "psycopg2cffi"];

/**
 * The PostgreSQL driver that a project lacks: psycopg 3 from Django 4.2 on, psycopg2 before, and where psycopg 3 has
 * no wheel or contradicts what is locked.
 *
 * @see https://docs.djangoproject.com/en/4.2/releases/4.2/#psycopg-3-support
 */
export function missingDriver(packages: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  const django = packages["django"];
  if (django === undefined || drivers.some((name) => Object.hasOwn(packages, name))) return [];
  const [major = 0, minor = 0] = django.split(".").map((part) => Number.parseInt(part, 10));
  const takesThree = major > 4 || (major === 4 && minor >= 2);
  // Before 3.1.3 Django reads psycopg2's time zone in a way that version 2.9 broke.
  const isOld = major < 3 || (major === 3 && minor === 0);
  const two = isOld ? "psycopg2-binary<2.9" : "psycopg2-binary";
  return [takesThree ? ["psycopg[binary]>=3.1.8", two] : [two]];
}

type OwnOutput = CodeRules["leaveOut"][number];

/**
 * Finds `MEDIA_ROOT` and `STATIC_ROOT` in the settings' text, before any of it runs: only assignments that are plain
 * joins of texts, and only folders that are there. Anything else is carried, which costs space and nothing more.
 */
async function findOwnOutput(detection: Detection): Promise<readonly OwnOutput[]> {
  const sources = await readSettings(detection);
  const text = sources.join("\n");
  const found: OwnOutput[] = [];
  for (const [setting, why] of [
    ["MEDIA_ROOT", "media"],
    ["STATIC_ROOT", "static-output"],
  ] as const) {
    for (const path of assignedPaths(text, setting)) {
      const folder = await findFolder(detection, path);
      if (folder !== undefined && !isSource(text, path)) found.push({ path: folder, why });
    }
  }
  return found.filter((one, index) => found.findIndex(({ path }) => path === one.path) === index);
}

/** The settings module, and every module of its package. */
async function readSettings({ root, appDir, settingsModule }: Detection): Promise<readonly string[]> {
  const path = join(root, appDir, ...settingsModule.split("."));
  const single = await readTextIfThere(`${path}.py`);
  const isBelowSettings = settingsModule.split(".").slice(0, -1).includes("settings");
  const folder = single === undefined ? path : isBelowSettings ? join(path, "..") : undefined;
  if (folder === undefined) return single === undefined ? [] : [single];
  const names = await namesIn(folder);
  const texts = await Promise.all(
    names.filter((name) => name.endsWith(".py")).map((name) => readTextIfThere(join(folder, name))),
  );
  return texts.filter((content) => content !== undefined);
}

/** `os.path.join(BASE_DIR, "public", "media")` and `BASE_DIR / "public/media"` are both `public/media`. */
function assignedPaths(text: string, setting: string): readonly string[] {
  const assignments = text.matchAll(new RegExp(`^${setting}\\s*=\\s*([^\\n#]+)`, "gm"));
  return [...assignments].flatMap(([, expression = ""]) => {
    const isPlain =
      /^(?:str\()?(?:os\.path\.join\(|Path\()?[\w.()]*\s*[,/]?\s*(?:["'][^"']*["']\s*[,/)]*\s*)+$/.test(
        expression.trim(),
      );
    const parts = [...expression.matchAll(/["']([^"']*)["']/g)].map(([, part]) =>
      (part ?? "").replace(/^\/|\/$/g, ""),
    );
    const path = parts.filter(Boolean).join("/");
    return isPlain && path !== "" && !path.includes("..") ? [path] : [];
  });
}

/** A folder that `STATICFILES_DIRS` names holds the sources of static files, whatever else is called like it. */
function isSource(text: string, path: string): boolean {
  const listed = /STATICFILES_DIRS\s*\+?=\s*[[(]([^\])]*)/g;
  return [...text.matchAll(listed)].some(
    ([, entries = ""]) => entries.includes(`"${path}"`) || entries.includes(`'${path}'`),
  );
}

/** Relative to the root: below the folder of `manage.py`, or below the root. */
async function findFolder({ root, appDir }: Detection, path: string): Promise<string | undefined> {
  const candidates = [join(appDir, path), path].map((one) => one.replaceAll("\\", "/"));
  for (const candidate of candidates) {
    if (await isFolder(join(root, candidate))) return candidate;
  }
  return undefined;
}
