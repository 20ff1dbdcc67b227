// The program that bundle.mjs measures: makes the bundle of a project, inspects it and writes the zip that would be
// uploaded. Arguments: the project's folder, a folder for state and cache, the zip. Prints the sizes as JSON.
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";

const [project, home, zip] = process.argv.slice(2);
const load = (path) => import(join(root, ".cache/modules", path));
const { detectDjango } = await load("frameworks/django/detect.js");
const { describeDjangoBundle } = await load("frameworks/django/bundle.js");
const { inspectionVariables } = await load("frameworks/django/entry.js");
const { inspectDjango } = await load("frameworks/django/inspect.js");
const { makeBundle } = await load("bundle/make-bundle.js");
const { entriesOfBundle, writeZip } = await load("bundle/archive.js");

const { env: environment } = process;
const cache = join(home, "cache");
const detection = await detectDjango({
  root: project,
  config: { vendor: [] },
  home: { state: join(home, "state"), cache, config: join(home, "config") },
  environment,
});
const bundle = await makeBundle({
  ...(await describeDjangoBundle(detection)),
  vendor: [],
  extra: [],
  stateFolder: join(home, "state"),
  cache,
  environment,
});
// Which translations are carried follows from what the application is.
const { languages } = await inspectDjango({
  python: detection.python,
  projectRoot: project,
  codeRoot: bundle.code.path,
  appDir: detection.appDir,
  paths: bundle.paths.map((path) => join(bundle.code.path, path)),
  dependenciesDir: bundle.dependencies.path,
  inspectorDir: join(bundle.runtime.path, "inspector"),
  settingsModule: detection.settingsModule,
  wsgi: detection.wsgi,
  asgi: detection.asgi,
  environment: inspectionVariables(environment),
  cache,
});
process.stdout.write(JSON.stringify(await writeZip(await entriesOfBundle(bundle, languages), zip)));
