import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import type { Bundle } from "../bundle/bundle.ts";
import { makeBundle, type BundleRequest } from "../bundle/make-bundle.ts";
import type { CodeRules } from "../bundle/rules.ts";
import { packageSizeNotices } from "../bundle/package-size.ts";
import type { Facts } from "../facts/schema.ts";
import { describeDjangoBundle } from "../frameworks/django/bundle.ts";
import { detectDjango } from "../frameworks/django/detect.ts";
import { djangoEntry, inspectionVariables } from "../frameworks/django/entry.ts";
import { inspectDjango } from "../frameworks/django/inspect.ts";
import type { Detection } from "../frameworks/framework.ts";
import type { EntryPoints } from "../plan/provisions.ts";
import { readEnvironmentFiles, secretVariables } from "../providers/local/environment-files.ts";
import { placesOfKeptFiles } from "../providers/local/secrets/secrets.ts";
import { packFolder } from "../providers/local/unused.ts";
import type { ReleaseRequest } from "../providers/provider.ts";
import { hashFile, hashText, isFile, sizeOf } from "../system/files.ts";
import { packageVersion } from "../system/package.ts";
import { notice, type Notice } from "../words/words.ts";
import type { ActionContext } from "./context.ts";
import type { CodePlaces } from "./release-target.ts";
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

/** Where the code of a bundle lies, for who runs it on this machine. */
export function placesOf(detection: Detection, { code, dependencies }: Bundle): CodePlaces {
  return { detection, code: code.path, dependencies: dependencies.path };
}

/** Makes the bundle: dependencies, code, runtime. Only what is not there yet is made. */
export async function bundleApplication(
  context: ActionContext,
  site: Site,
  detection: Detection,
  options: {
    readonly refresh?: boolean | undefined;
    /** Another machine that it is made for, the Python that makes it, and the versions to take. Default: this one. */
    readonly target?: Pick<BundleRequest, "target" | "python" | "prefer"> | undefined;
    /** Where secrets that come as files are placed. Default: where those that this machine keeps of the stage are. */
    readonly placed?: CodeRules["placed"];
  },
): Promise<StepOutcome<Bundle>> {
  const described = await describeDjangoBundle(detection);
  const bundle = await makeBundle({
    ...described,
    rules: { ...described.rules, placed: options.placed ?? (await placedSecrets(site, detection)) },
    vendor: site.stage.app.vendor,
    extra: [],
    stateFolder: join(site.project.folder, "bundle"),
    cache: context.home.cache,
    environment: context.environment,
    refresh: options.refresh,
    signal: context.signal,
    ...options.target,
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

/** Secrets that come as files are made when a process starts; what is bundled are links to them. */
async function placedSecrets(
  { stage, folder, config }: Site,
  detection: Detection,
): Promise<NonNullable<CodeRules["placed"]>> {
  return stage.secrets.mode === "files" ? placesOfKeptFiles(folder, config.root, detection.root) : [];
}

/**
 * A digest of everything that decides how a release behaves: the bundle, what the file says of the stage,
 * what was detected, and the content of the files that are only linked.
 */
export async function inputsOf(site: Site, detection: Detection, bundle: Bundle): Promise<string> {
  return hashText(
    JSON.stringify([packageVersion(), bundle.digest, await configurationOf(site, detection, bundle)]),
  );
}

/** Digests of what a release is made of, so that it can be said what changed. */
export async function partsOf(
  site: Site,
  detection: Detection,
  bundle: Bundle,
): Promise<ReleaseRequest["parts"]> {
  return {
    code: bundle.code.digest,
    dependencies: bundle.dependencies.digest,
    runtime: bundle.runtime.digest,
    configuration: await configurationOf(site, detection, bundle),
  };
}

/** How a release is switched to, and how long its stage and its data live, say nothing of how it behaves. */
async function configurationOf(site: Site, detection: Detection, bundle: Bundle): Promise<string> {
  const {
    found: _found,
    notices: _notices,
    root: _root,
    pythonWishes: _pythonWishes,
    ...decided
  } = detection;
  const { release: _release, ttlSeconds: _ttlSeconds, isKept: _isKept, ...stage } = site.stage;
  const linked = await Promise.all(
    bundle.linked.map(async ({ path, target }) => [
      path,
      (await isFile(target)) ? await hashFile(target) : null,
    ]),
  );
  return hashText(JSON.stringify([stage, decided, linked]));
}

/** What the inspection gives: the facts, and the import pack that it wrote on the way. */
export interface Inspection {
  readonly facts: Facts;
  readonly pack: string | undefined;
}

/** What an inspection stands on. */
export interface InspectionGround extends Pick<Ground, "release" | "provisions"> {
  readonly asksDatabase: boolean;
  /** Reads the project's source as well, as `doctor` asks. Default: no. */
  readonly readsSource?: boolean;
  /** Describes the API as well, as `inspect --openapi` asks, under this title. Default: no. */
  readonly apiTitle?: string | undefined;
  /** Secrets that are kept somewhere else than on this machine, as variables. */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
}

/** Loads the application inside its bundle and says what it is. */
export async function inspectApplication(
  context: ActionContext,
  site: Site,
  detection: Detection,
  bundle: Bundle,
  ground: InspectionGround,
): Promise<StepOutcome<Inspection>> {
  const pack = join(packFolder(site.project.folder), `${bundle.digest}.pack`);
  await mkdir(dirname(pack), { recursive: true });
  const entry = djangoEntry({
    detection,
    bundle,
    application: assumed(detection),
    provisions: ground.provisions,
    names: { ...site.names, release: ground.release },
    storage: site.stage.storage,
    secretsMode: site.stage.secrets.mode,
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
      ...ground.secrets,
      ...entry.environment,
      ...(await secretVariables(entry.secrets, entry.environment, { hasOwnTmp: false })),
    },
    cache: context.home.cache,
    asksDatabase: ground.asksDatabase,
    readsSource: ground.readsSource ?? false,
    apiTitle: ground.apiTitle,
    packOut: pack,
    signal: context.signal,
  });
  sayWhatIsLeftOut(context, facts);
  for (const said of await packageSizeNotices(bundle)) context.tell({ type: "notice", notice: said });
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
  if (facts.interfaceReason === "asgi-without-http") {
    tell(notice("ASGI_WITHOUT_HTTP", { application: facts.application }));
  }
  for (const { kind, count } of facts.notRunning) {
    if (count > 0) tell(notice("TASKS_NOT_EXECUTED", { kind, count }));
  }
  // `/tmp` is the one place that a function may write to.
  const files = facts.sideEffects.filesWritten.map(({ path }) => path).filter((path) => !isBelowTmp(path));
  if (files.length > 0) tell(notice("WRITES_AT_IMPORT", { files }));
  for (const { code, ...unreadable } of facts.warnings) tell(notice(code, unreadable));
}

function isBelowTmp(path: string): boolean {
  return path === "/tmp" || path.startsWith("/tmp/");
}

/**
 * Says that the project has been living on a SQLite file whose rows can come along.
 * Only before the first release: afterwards the stage has rows of its own.
 */
export async function sayWhereRowsAre(context: ActionContext, root: string, facts: Facts): Promise<void> {
  for (const { risk, found } of facts.settingsAtRisk) {
    if (risk !== "sqlite") continue;
    const file = found.startsWith("~/")
      ? join(context.environment["HOME"] ?? homedir(), found.slice("~/".length))
      : resolve(root, found);
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
  readonly ground: Pick<Ground, "release" | "provisions">;
  readonly inspection: Inspection;
}): EntryPoints {
  const { site, detection, bundle, ground, inspection } = made;
  return djangoEntry({
    detection,
    bundle,
    application: inspection.facts,
    provisions: ground.provisions,
    names: { ...site.names, release: ground.release },
    storage: site.stage.storage,
    secretsMode: site.stage.secrets.mode,
    pack: inspection.pack,
  });
}
