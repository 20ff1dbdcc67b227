import { mkdir, realpath } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { hasCode } from "../../system/files.ts";
import { buildEnvironment, logStreamName } from "./environment.ts";
import type { FunctionVersion } from "./function.ts";
import type { SandboxView } from "./isolation.ts";
import { secretsFile } from "./secrets.ts";
import type { SandboxHost } from "./sandbox-host.ts";

/** What tells one sandbox of a version from the others. */
interface SandboxNames {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** The sandbox's own folder; need not be there yet. */
  readonly folder: string;
  /** `127.0.0.1:PORT`. */
  readonly runtimeApi: string;
}

/** A sandbox that only has to be started. */
export interface PreparedSandbox {
  readonly view: SandboxView;
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes the sandbox's folders, and says what its program will see: of the file system, and as its environment. */
export async function prepareSandbox(
  version: FunctionVersion,
  host: Pick<SandboxHost, "isolation" | "region">,
  { id, folder, runtimeApi }: SandboxNames,
): Promise<PreparedSandbox> {
  const hasNamespace = host.isolation.kind === "namespace";
  const view = await makeView(version, join(folder, "tmp"), hasNamespace);
  const logStream = logStreamName(version.version, id, new Date());
  const environment = await buildEnvironment(
    { ...version, taskRoot: view.taskRoot },
    { id, runtimeApi, region: host.region, logStream, hasOwnTmp: hasNamespace },
  );
  return { view, environment: hasNamespace ? environment : { TMPDIR: view.tmp, ...environment } };
}

/** Paths are canonical, since the namespace has no symbolic links of the host's `/tmp`; what does not exist is left out. */
async function makeView(version: FunctionVersion, tmp: string, hasNamespace: boolean): Promise<SandboxView> {
  const { command, taskRoot, writable, tmpMb } = version;
  const readOnly = [...version.readOnly, ...secretsOf(version)];
  await mkdir(tmp, { recursive: true, mode: 0o700 });
  for (const one of writable) await mkdir(one, { recursive: true });
  const root = await realpath(taskRoot);
  return {
    command,
    taskRoot: root,
    readOnly: await existing(root === "/" ? readOnly : [root, ...readOnly]),
    writable: await existing(writable),
    tmp: await realpath(tmp),
    tmpMb: hasNamespace && fitsInMemory(tmpMb) ? tmpMb : undefined,
  };
}

/** What the runtime reads files from; variables are read here. */
function secretsOf({ secrets }: FunctionVersion): readonly string[] {
  if (secrets?.mode !== "files" || secrets.version === undefined) return [];
  return [secretsFile(secrets.folder, secrets.version)];
}

/**
 * A `/tmp` in memory is the one kind that any user may give a size to, and writing to it is faster than to a disk. It
 * takes only what is written, but all of it may be: one that is larger than half of this machine's memory stays on the
 * disk.
 */
function fitsInMemory(megabytes: number): boolean {
  return megabytes * 1024 * 1024 <= totalmem() / 2;
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      try {
        return await realpath(path);
      } catch (error) {
        if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
        throw error;
      }
    }),
  );
  return found.filter((path) => path !== undefined);
}
