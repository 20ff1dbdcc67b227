import { spawn, type ChildProcess } from "node:child_process";

/** Ends sandboxes that would otherwise outlive this process. */
export interface Leash {
  /** The process group of a sandbox that has started. */
  readonly hold: (group: number) => void;
  /** The same one, when it is gone. */
  readonly release: (group: number) => void;
  /** Ends the keeper; what it still holds is killed. */
  readonly close: () => void;
}

/**
 * Keeps its list in `$held` and reads one word a line, `+GROUP` or `-GROUP`. The end of its input means that the
 * process at the other end is gone, in whatever way: then everything it still holds is killed.
 */
const keeper = `
held=' '
while read -r line; do
  group=\${line#?}
  case $line in
    +*) held="$held$group ";;
    -*) case $held in *" $group "*) held="\${held%% $group *} \${held#* $group }";; esac;;
  esac
done
for group in $held; do kill -s KILL -- "-$group"; done
`;

/**
 * Starts the keeper: one small shell, asleep in `read`, for all sandboxes of this process. A SIGKILL of this process
 * closes the pipe between them, which is the one thing about its death that the kernel always tells; a sandbox that is
 * stopped dies too, since SIGKILL needs no cooperation. It works on every POSIX system, unlike PR_SET_PDEATHSIG.
 */
export function startLeash(): Leash {
  const held = new Set<number>();
  let closed = false;
  let shell = start();
  function start(): ChildProcess {
    const child = spawn("/bin/sh", ["-c", keeper], {
      detached: true,
      env: { PATH: "/usr/bin:/bin" },
      stdio: ["pipe", "ignore", "ignore"],
    });
    // It died although we live: somebody killed it. The write that fails says nothing that its exit does not.
    child.stdin.on("error", () => undefined);
    child.once("exit", () => {
      if (closed) return;
      shell = start();
      for (const group of held) shell.stdin?.write(`+${group}\n`);
    });
    child.unref();
    return child;
  }
  return {
    hold: (group) => {
      held.add(group);
      shell.stdin?.write(`+${group}\n`);
    },
    release: (group) => {
      if (held.delete(group)) shell.stdin?.write(`-${group}\n`);
    },
    close: () => {
      closed = true;
      shell.stdin?.end();
    },
  };
}
