import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { copyInstallation } from "./installation.mjs";
import { openMeeting } from "./meeting.mjs";
import { backgroundProcess, isRunning, kill, postmaster } from "./processes.mjs";
import { liftExample } from "./site.mjs";
import { createUser } from "./user.mjs";

/** More of monolift.toml, by example. */
const settings = { blog: '\n[stages."preview-*"]\nprovider = "local"\n', photos: "" };

/** A new folder. Not below `/tmp`: sandboxes have one of their own. */
export const makeFolder = () => mkdtempSync("/var/tmp/monolift-faults-");

/**
 * What the tries of a run share: a user with folders of their own, and the examples, each lifted when it is first asked
 * for.
 *
 * @param home Folder to work in, which is there already.
 * @param options.cache Folder for what can be made again, packages above all.
 */
export async function openField(home, { cache }) {
  const program = copyInstallation(join(home, "installation"));
  const user = createUser(home, { program, cache });
  const meeting = await openMeeting();
  const sites = new Map();
  mkdirSync(join(home, "projects"));
  // A clock that can be moved: while there is this file, processes that look there follow it.
  const clock = join(home, "clock");
  const shared = { home, user, meeting, clock };
  return {
    ...shared,
    site: async (name) => {
      if (!sites.has(name)) sites.set(name, liftExample(shared, name, settings[name]));
      return sites.get(name);
    },
    /** Ends every stage; gives what `down` says is left, and whatever still runs in spite of it, which is killed. */
    close: async () => {
      const left = [];
      const { json } = await user.start(home, "list").finished;
      for (const { name, stage } of json?.stages ?? []) {
        const ended = await user.start(home, "down", `${name}/${stage}`, "--delete-data").finished;
        left.push(...(ended.json?.left ?? [ended.stderr]));
      }
      const lifted = await Promise.allSettled(sites.values());
      for (const { projectState } of lifted.flatMap(({ value }) => value ?? [])) {
        const pids = [backgroundProcess(projectState), postmaster(projectState)];
        for (const pid of pids.filter((one) => one !== undefined && isRunning(one))) {
          left.push(`process ${pid} of ${projectState}`);
          await kill(pid);
        }
      }
      meeting.close();
      return left;
    },
  };
}
