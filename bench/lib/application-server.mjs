// The program that gateway.mjs measures: Monolift's gateway and sandboxes around the benchmark's application, without
// the background process around them. Arguments: a folder of its own, the number of sandboxes, the import pack.
// Prints its port. Ends on SIGTERM.
import { join } from "node:path";
import { root } from "../../scripts/set-up.mjs";
import { installedPlace } from "./set-up.mjs";
import { monolift } from "./workers.mjs";

const [folder, concurrency, pack] = process.argv.slice(2);
const { createFunctions } = await import(join(root, ".cache/modules/platform/functions/functions.js"));
const { createGateway } = await import(join(root, ".cache/modules/platform/gateway/gateway.js"));

const place = installedPlace();
// The platform sets the address and everything that Lambda sets.
const { command, environment } = monolift({ pack })("", place);
const functions = await createFunctions({
  logs: join(folder, "logs"),
  temporary: join(folder, "sandboxes"),
  // A server has a backlog; Lambda answers 429 instead.
  patienceMs: 30_000,
});
functions.publish({
  functionName: "bench",
  version: 1,
  command,
  contract: "runtime-api",
  taskRoot: place.code,
  readOnly: [place.packages, join(root, "python/runtime"), pack],
  writable: [],
  environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !isSetByLambda(name))),
  memoryMb: 1024,
  tmpMb: 512,
  timeoutSeconds: 30,
  concurrency: Number(concurrency),
  environmentFiles: [],
});
functions.setAlias("bench", "live", 1);
const gateway = createGateway({ functions, language: "en" });
const port = await gateway.open({
  name: "bench-local",
  project: "bench",
  stage: "local",
  kind: "cloudfront",
  port: 0,
  functionName: "bench",
  alias: "live",
  mounts: [],
  buckets: [],
});
process.once("SIGTERM", async () => {
  await gateway.closeAll();
  await functions.close();
  process.exit();
});
process.stdout.write(`${port}\n`);

function isSetByLambda(name) {
  return name.startsWith("AWS_LAMBDA_") || name.startsWith("LAMBDA_");
}
