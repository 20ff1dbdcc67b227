// The program that bundle.mjs measures: makes the bundle of a project and the zip that would be uploaded.
// Arguments: the project's folder, a folder for state and cache, the zip. Prints the sizes as JSON.
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";

const [project, home, zip] = process.argv.slice(2);
const load = (path) => import(join(root, "dist", path));
const { detectDjango } = await load("frameworks/django/detect.js");
const { describeDjangoBundle } = await load("frameworks/django/bundle.js");
const { makeBundle } = await load("bundle/make-bundle.js");
const { entriesOfBundle, writeZip } = await load("bundle/archive.js");

const { env: environment } = process;
const detection = await detectDjango({
  root: project,
  config: { vendor: [] },
  home: { state: join(home, "state"), cache: join(home, "cache"), config: join(home, "config") },
  environment,
});
const bundle = await makeBundle({
  ...(await describeDjangoBundle(detection)),
  vendor: [],
  extra: [],
  stateFolder: join(home, "state"),
  cache: join(home, "cache"),
  environment,
});
process.stdout.write(JSON.stringify(await writeZip(await entriesOfBundle(bundle), zip)));
