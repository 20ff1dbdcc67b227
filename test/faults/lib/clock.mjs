import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Serves a site by a background process and sandboxes whose clock can be moved, and by plain ones again afterwards.
 *
 * @param work Gets `jump(milliseconds)`, which moves the clock so far from the right time.
 */
export async function withClock({ home, user, clock: file }, site, work) {
  const launcher = join(home, "launcher");
  writeFileSync(file, "0");
  const quoted = [process.execPath, path("moved-clock.mjs"), file].map((one) => `'${one}'`);
  const [node, module, clock] = quoted;
  writeFileSync(launcher, `#!/bin/sh\nFAULTS_CLOCK=${clock} exec ${node} --import ${module} "$@"\n`);
  chmodSync(launcher, 0o755);
  Object.assign(user.variables, {
    NODE_OPTIONS: `--import=${path("use-launcher.mjs")}`,
    FAULTS_LAUNCHER: launcher,
  });
  const jump = async (milliseconds) => {
    const text = String(milliseconds);
    writeFileSync(file, text);
    process.kill(site.backgroundProcess(), "SIGUSR2");
    while (!existsSync(`${file}.read`) || readFileSync(`${file}.read`, "utf8") !== text) await sleep(2);
  };
  await site.call("stop");
  try {
    await site.lift();
    return await work(jump);
  } finally {
    await site.call("stop");
    delete user.variables.NODE_OPTIONS;
    delete user.variables.FAULTS_LAUNCHER;
    rmSync(file);
    await site.lift();
  }
}
