// `npm run demo`: installs, builds, lifts a copy of examples/blog on this machine, and says what to do next.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build, installPackages, root } from "./set-up.mjs";

const folder = join(root, ".cache/demo/blog");

installPackages();
if (!existsSync(join(root, "dist/cli/main.js"))) build();
mkdirSync(join(root, ".cache/demo"), { recursive: true });
// A copy, so that the example stays as its author left it: without a monolift.toml.
cpSync(join(root, "examples/blog"), folder, { recursive: true });

const monolift = (...parameters) =>
  spawnSync(process.execPath, [join(root, "dist/cli/main.js"), ...parameters], {
    cwd: folder,
    stdio: "inherit",
  });
const lifted = monolift("up");
if (lifted.status !== 0) process.exit(lifted.status ?? 1);

const command = `npx --no-install monolift`;
console.log(`
The application lies in ${folder}: change something, and lift it again.

  cd ${quote(folder)}
  ${command} up                          lift it again
  ${command} run -- createsuperuser      an account for /admin/
  ${command} logs --follow               what it writes
  ${command} down                        end it, and leave nothing
`);

function quote(path) {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
