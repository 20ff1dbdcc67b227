import { mkdir } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Bundle } from "../bundle/bundle.ts";
import { makeBundle } from "../bundle/make-bundle.ts";
import type { Facts } from "../facts/schema.ts";
import { describeDjangoBundle } from "../frameworks/django/bundle.ts";
import { detectDjango } from "../frameworks/django/detect.ts";
import { djangoEntry, inspectionVariables } from "../frameworks/django/entry.ts";
import { inspectDjango } from "../frameworks/django/inspect.ts";
import type { Detection } from "../frameworks/framework.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { readEnvironmentFiles } from "../providers/local/environment-files.ts";
import { packFolder } from "../providers/local/unused.ts";
import { hashFile, hashText, isFile, sizeOf } from "../system/files.ts";
import { packageVersion } from "../system/package.ts";
import { notice, type Notice } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import type { Ground, Site } from "./site.ts";
import type { StepOutcome } from "./steps.ts";

/** Looks at the project's files and says aloud what it found; none of its code runs yet. */
export async function detectApplication(
  context: ActionContext,
  site: Pick<Site, "stage" | "config">,
): Promise<StepOutcome<Detection>> {
  const detection = await detectDjango({
    root: site.config.root,
    config: site.stage.app,
    home: context.home,
    environment: context.environment,
  });
  for (const { what, value, from } of detection.found) context.tell({ type: "found", what, value, from });
  for (const said of detection.notices) context.tell({ type: "notice", notice: said });
  return {
    value: detection,
    facts: { settings: detection.settingsModule, python: detection.python.version },
  };
}

/** Makes the bundle: dependencies, code, runtime. Only what is not there yet is made. */
export async function bundleApplication(
  context: ActionContext,
  site: Site,
  detection: Detection,
  options: { readonly refresh?: boolean | undefined },
): Promise<StepOutcome<Bundle>> {
  const bundle = await makeBundle({
    ...(await describeDjangoBundle(detection)),
    vendor: site.stage.app.vendor,
    extra: [],
    stateFolder: join(site.project.folder, "bundle"),
    cache: context.home.cache,
    environment: context.environment,
    refresh: options.refresh,
    signal: context.signal,
    onProgress: (phase, count) =>
      context.tell({ type: "progress", name: "bundle", text: count > 0 ? `${phase} ${count}` : phase }),
  });
  for (const said of bundle.notices) context.tell({ type: "notice", notice: said });
  const { code, dependencies } = bundle;
  return {
    value: bundle,
    facts: {
      files: code.files,
      packages: Object.keys(bundle.packages).length,
      codeBytes: code.sizeBytes,
      dependenciesBytes: dependencies.sizeBytes,
    },
  };
}

/**
 * A digest of everything that decides how a release behaves: the bundle, what the file says of the stage,
 * what was detected, and the content of the files that are only linked.
 */
export async function inputsOf(site: Site, detection: Detection, bundle: Bundle): Promise<string> {
  const { found: _found, notices: _notices, root: _root, ...decided } = detection;
  const linked = await Promise.all(
    bundle.linked.map(async ({ path, target }) => [
      path,
      (await isFile(target)) ? await hashFile(target) : null,
    ]),
  );
  return hashText(JSON.stringify([packageVersion(), bundle.digest, site.stage, decided, linked]));
}

/** What the inspection gives: the facts, and the import pack that it wrote on the way. */
export interface Inspection {
  readonly facts: Facts;
  readonly pack: string | undefined;
}

/** Loads the application inside its bundle and says what it is. */
export async function inspectApplication(
  context: ActionContext,
  site: Site,
  detection: Detection,
  bundle: Bundle,
  ground: Pick<Ground, "release" | "provisions"> & { readonly asksDatabase: boolean },
): Promise<StepOutcome<Inspection>> {
  const pack = join(packFolder(site.project.folder), `${bundle.digest}.pack`);
  await mkdir(dirname(pack), { recursive: true });
  const entry = djangoEntry({
    detection,
    bundle,
    application: assumed(detection),
    provisions: ground.provisions,
    names: { ...site.names, release: ground.release },
    pack: undefined,
  });
  const facts = await inspectDjango({
    python: detection.python,
    projectRoot: detection.root,
    codeRoot: bundle.code.path,
    appDir: detection.appDir,
    paths: bundle.paths.map((path) => join(bundle.code.path, path)),
    dependenciesDir: bundle.dependencies.path,
    inspectorDir: join(bundle.runtime.path, "inspector"),
    runtimeDir: join(bundle.runtime.path, "runtime"),
    settingsModule: detection.settingsModule,
    wsgi: detection.wsgi,
    asgi: detection.asgi,
    ...(site.stage.app.interface === undefined ? {} : { interface: site.stage.app.interface }),
    environment: {
      ...inspectionVariables(context.environment),
      ...(await readEnvironmentFiles(entry.environmentFiles)),
      ...entry.environment,
    },
    asksDatabase: ground.asksDatabase,
    packOut: pack,
    signal: context.signal,
  });
  sayWhatIsLeftOut(context, facts);
  const { routes, models, tasks } = facts;
  return {
    value: { facts, pack: (await isFile(pack)) ? pack : undefined },
    facts: {
      routes: routes.length,
      models: models.length,
      tasks: tasks.length,
      // The terminal then says how to get an account for it.
      admin: routes.some(({ name }) => name === "admin:index"),
    },
  };
}

/** The inspector decides on the interface; until then Django's own application stands for it. */
function assumed({ wsgi, asgi }: Detection): Pick<Facts, "application" | "interface"> {
  if (wsgi === null && asgi !== null) return { application: asgi, interface: "asgi" };
  return { application: wsgi ?? "monolift_runtime.django_application:wsgi", interface: "wsgi" };
}

function sayWhatIsLeftOut(context: ActionContext, facts: Facts): void {
  const tell = (said: Notice): void => context.tell({ type: "notice", notice: said });
  for (const { kind, count } of facts.notRunning) {
    if (count > 0) tell(notice("TASKS_NOT_EXECUTED", { kind, count }));
  }
  const files = facts.sideEffects.filesWritten.map(({ path }) => path);
  if (files.length > 0) tell(notice("WRITES_AT_IMPORT", { files }));
  for (const { code, ...unreadable } of facts.warnings) tell(notice(code, unreadable));
}

/**
 * Says that the project has been living on a SQLite file whose rows can come along.
 * Only before the first release: afterwards the stage has rows of its own.
 */
export async function sayWhereRowsAre(context: ActionContext, root: string, facts: Facts): Promise<void> {
  for (const { risk, found } of facts.settingsAtRisk) {
    if (risk !== "sqlite") continue;
    const file = resolve(root, found);
    if ((await sizeOf(file)) > 0) {
      const named = relative(context.cwd, file);
      context.tell({ type: "notice", notice: notice("SQLITE_HAS_ROWS", { file: named }) });
    }
  }
}

/** How the new release is started, and with which variables. */
export function enterApplication(made: {
  readonly site: Site;
  readonly detection: Detection;
  readonly bundle: Bundle;
  readonly ground: Ground;
  readonly inspection: Inspection;
}): EntryPoints {
  const { site, detection, bundle, ground, inspection } = made;
  return djangoEntry({
    detection,
    bundle,
    application: inspection.facts,
    provisions: ground.provisions,
    names: { ...site.names, release: ground.release },
    pack: inspection.pack,
  });
}
