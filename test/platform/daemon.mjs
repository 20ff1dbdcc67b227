// Holds one frozen sandbox and one at work until it is killed. Arguments: compiled functions.js, folder, isolation, program.
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";

const [compiled, root, isolation, python, program] = process.argv.slice(2);
const { createFunctions } = await import(pathToFileURL(compiled).href);
const functions = await createFunctions({
  logs: `${root}/logs`,
  temporary: `${root}/sandboxes`,
  ...(isolation === "none" ? { isolation } : {}),
});
functions.publish({
  functionName: "web",
  version: 1,
  command: [python, program, root],
  contract: "runtime-api",
  taskRoot: "/",
  readOnly: [dirname(program)],
  writable: [],
  environment: {},
  memoryMb: 256,
  tmpMb: 512,
  timeoutSeconds: 900,
  concurrency: 2,
  environmentFiles: [],
});
const ignore = () => undefined;
const receiver = {
  onResponse: ignore,
  onStream: ignore,
  onChunk: () => true,
  onEnd: ignore,
  onFailure: ignore,
};
const send = (rawPath) => {
  const request = {
    requestId: crypto.randomUUID(),
    payload: JSON.stringify({ rawPath, rawQueryString: "s=900" }),
  };
  functions.invoke({ functionName: "web", qualifier: 1 }, request, receiver);
};
send("/sleep");
send("/hello");
const timer = setInterval(() => {
  const [version] = functions.status().versions;
  if (version.sandboxes.busy !== 1 || version.sandboxes.frozen !== 1) return;
  clearInterval(timer);
  process.stdout.write("ready\n");
}, 10);
setInterval(ignore, 60_000);
