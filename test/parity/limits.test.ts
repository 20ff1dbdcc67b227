import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { get, until } from "../platform/test-platform.ts";
import { hasNamespaces } from "../platform/namespaces.ts";
import { parityVersion, startParity, stateOf } from "./parity-platform.ts";

const isRoot = process.getuid?.() === 0;

interface Description {
  readonly descriptors: readonly [soft: number, hard: number];
  readonly processors: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly temporary: readonly string[];
}

describe("the environment", () => {
  it("of more than 4 KB is refused, and the largest variables are named without their values (parity: environment-size)", async () => {
    await using platform = await startParity();
    const secret = "swordfish".repeat(300);
    const environment = { GOOGLE_CREDENTIALS: secret, CERTIFICATE: "y".repeat(1500), SMALL: "1" };
    const publish = (): void => platform.functions.publish(parityVersion({ version: 2, environment }));
    expect(publish).toThrow(UserError);
    expect(publish).toThrow(
      expect.objectContaining({
        code: "ENVIRONMENT_TOO_LARGE",
        facts: expect.objectContaining({
          functionName: "web",
          limitBytes: 4096,
          largest: expect.arrayContaining([
            { name: "GOOGLE_CREDENTIALS", bytes: 2718 },
            { name: "CERTIFICATE", bytes: 1511 },
          ]),
        }),
      }),
    );
    expect(publish).not.toThrow(/swordfish/);
    expect((await platform.ask("/")).status).toBe(200);
  });

  it("counts neither what is Lambda's own nor what comes from files (parity: environment-size)", async () => {
    await using platform = await startParity();
    const file = join(platform.root, ".env");
    await writeFile(file, `LARGE=${"x".repeat(5000)}\n`);
    platform.publish(
      parityVersion({
        version: 2,
        environment: { AWS_SESSION_TOKEN: "t".repeat(2000), AWS_ENDPOINT_URL_S3: "u".repeat(2000) },
        environmentFiles: [file],
      }),
    );
    const { environment } = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(environment["LARGE"]).toHaveLength(5000);
    expect(environment["AWS_SESSION_TOKEN"]).toHaveLength(2000);
  });

  it("has a home that is no folder (parity: home-folder)", async () => {
    await using platform = await startParity();
    const { environment } = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(environment["HOME"]).toBe("/home/sbx_user1051");
  });

  // Root may make the folder where no namespace forbids it: nothing fails there, and there is nothing to say.
  it.skipIf(isRoot && !hasNamespaces)(
    "says what to do where a library wants a home (parity: home-folder)",
    async () => {
      const { readOnly } = parityVersion();
      await using platform = await startParity({}, { readOnly: [...readOnly, ...(isRoot ? ["/home"] : [])] });
      expect((await platform.ask("/write-home")).status).toBe(500);
      expect(await platform.logs(/in the home folder/)).toMatch(/os\.environ\["HOME"\] = "\/tmp"/);
    },
  );

  it("says which region it is, and shares the machine's processors (parity: region, processor-share)", async () => {
    await using platform = await startParity({}, { memoryMb: 128 });
    const { environment, processors } = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(environment).toMatchObject({ AWS_REGION: "local", AWS_DEFAULT_REGION: "local" });
    expect(processors).toBe(availableParallelism());
  });
});

describe.runIf(hasNamespaces)("files", () => {
  it("are read-only but for /tmp, and the way out is named (parity: code-read-only)", async () => {
    await using platform = await startParity();
    const { taskRoot } = parityVersion();
    expect((await platform.ask(`/write?path=${join(taskRoot, "new.txt")}`)).status).toBe(500);
    const log = await platform.logs(/everything but \/tmp is read-only/);
    expect(log).toMatch(
      /OSError: \[Errno 30\] Read-only file system: '.*new\.txt'\n.*ERROR +web +.*new\.txt cannot be written to/,
    );
    expect(log).toContain("storage (default_storage, a FileField)");
    expect((await platform.ask("/write?path=/tmp/new.txt")).status).toBe(200);
  });

  it("that cannot be written at import fail the boot, with the way out (parity: code-read-only)", async () => {
    await using platform = await startParity();
    const environment = { MONOLIFT_APPLICATION: "writes_at_import:application" };
    platform.functions.publish(parityVersion({ version: 2, environment }));
    expect(await platform.functions.boot("web", 2)).toMatchObject({
      ok: false,
      failure: {
        kind: "init-error",
        error: {
          errorMessage: expect.stringMatching(/Read-only file system: '.*debug\.log'/),
          stackTrace: expect.arrayContaining([expect.stringMatching(/debug\.log cannot be written to/)]),
        },
      },
    });
  });

  it("outside of the project are as the user may write them (parity: disk-read-only)", async () => {
    await using platform = await startParity();
    const folder = await mkdtemp("/var/tmp/monolift-parity-");
    expect((await platform.ask(`/write?path=${join(folder, "new.txt")}`)).status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it("in /tmp have as much space as the function has been given, and no more (parity: tmp-size)", async () => {
    await using platform = await startParity({}, { tmpMb: 16 });
    expect((await platform.ask("/fill-tmp?mb=12")).status).toBe(200);
    expect((await platform.ask("/fill-tmp?mb=20")).status).toBe(500);
    const log = await platform.logs(/\/tmp is full/);
    expect(log).toMatch(/OSError: \[Errno 28\] No space left on device/);
    expect(log).toMatch(/it has 16 MB, .* raise `tmp` of the function in monolift\.toml/);
  });

  it("in /tmp are on the disk where the size is over half of the machine's memory (parity: tmp-size)", async () => {
    await using platform = await startParity({}, { tmpMb: Math.ceil(totalmem() / 1024 / 1024) });
    expect((await platform.ask("/fill-tmp?mb=1")).status).toBe(200);
    const sandboxes = join(platform.root, "sandboxes");
    expect((await readdir(sandboxes, { recursive: true })).some((path) => path.endsWith("/tmp/large"))).toBe(
      true,
    );
  });

  it("in /tmp are one sandbox's own and go with it (parity: own-tmp)", async () => {
    await using platform = await startParity();
    await platform.ask("/write?path=/tmp/mine");
    const first = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(first.temporary).toContain("mine");
    platform.publish(parityVersion({ version: 2 }));
    const second = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(second.temporary).not.toContain("mine");
  });

  it("of shared memory cannot be made, so locks of multiprocessing fail as on Lambda (parity: shared-memory)", async () => {
    await using platform = await startParity();
    expect((await platform.ask("/make-lock")).status).toBe(500);
    const log = await platform.logs(/Lambda has no shared memory/);
    expect(log).toMatch(/OSError: \[Errno \d+\]/);
    expect(log).toMatch(/Use threads \(ThreadPoolExecutor, threading\.Lock\)/);
  });
});

describe("what a sandbox may have", () => {
  it("are 1,024 files and sockets (parity: file-descriptors)", async () => {
    await using platform = await startParity();
    const { descriptors } = JSON.parse((await platform.ask("/describe")).text) as Description;
    expect(descriptors).toEqual([1024, 1024]);
    expect((await platform.ask("/open-files")).status).toBe(500);
    const log = await platform.logs(/1,024 files and sockets/);
    expect(log).toMatch(/OSError: \[Errno 24\] Too many open files/);
  });

  it.runIf(hasNamespaces)("are 1,024 processes and threads (parity: processes)", async () => {
    await using platform = await startParity();
    expect((await platform.ask("/start-threads")).status).toBe(500);
    const log = await platform.logs(/1,024 processes and threads/);
    expect(log).toMatch(/RuntimeError: can't start new thread/);
    expect(Number(/threads (\d+)/.exec(log)?.[1])).toBeGreaterThan(1000);
    expect(Number(/threads (\d+)/.exec(log)?.[1])).toBeLessThanOrEqual(1024);
  });
});

describe("what a request leaves behind", () => {
  it("in a thread is named, with what to do instead (parity: background-threads)", async () => {
    await using platform = await startParity();
    expect((await platform.ask("/leave-thread")).status).toBe(200);
    expect(await platform.logs(/goes on after the request/)).toMatch(
      /WARNING .*'send-mail' goes on after .* The sandbox is frozen now: .* give the work to a task or a job\./,
    );
  });

  it.runIf(hasNamespaces)(
    "in a process is frozen with the sandbox and named (parity: child-processes)",
    async () => {
      await using platform = await startParity();
      expect((await platform.ask("/leave-process?s=613")).status).toBe(200);
      expect(await platform.logs(/goes on after the request/)).toMatch(
        /WARNING .*The process "sleep" goes on after the request .* give the work to a task or a job\./,
      );
      await until("it is stopped", async () => (await stateOf("sleep 613")).startsWith("T"));
      expect((await platform.ask("/")).status).toBe(200);
      const log = await platform.logs(/REPORT[^]*REPORT/);
      expect(log.match(/The process "sleep"/g)).toHaveLength(1);
    },
  );
});

describe("an extension", () => {
  it("can be registered, and gets no events (parity: extensions)", async () => {
    await using platform = await startParity();
    expect((await platform.ask("/register-extension")).text).toMatch(/^[0-9a-f-]{36}$/);
    await platform.functions.remove("web", 1);
    expect(platform.functions.status().versions).toEqual([]);
  });
});

describe("a stream", () => {
  it("goes at 2 MB a second after its first 6 MB, and the log says so (parity: stream-speed)", async () => {
    await using platform = await startParity();
    await platform.ask("/");
    const began = performance.now();
    const { text } = await get(`${platform.url}/stream?mb=8`);
    const took = performance.now() - began;
    expect(text).toHaveLength(8 * 1024 * 1024);
    expect(took).toBeGreaterThan(900);
    expect(took).toBeLessThan(5000);
    expect(await platform.logs(/2 MB a second/)).toMatch(/INFO .*larger than 6 MB: .*object storage/);
  });

  it("is as fast as the client up to 6 MB (parity: stream-speed)", async () => {
    await using platform = await startParity({ streamBytesPerSecond: 1 });
    const { text } = await get(`${platform.url}/stream?mb=5`);
    expect(text).toHaveLength(5 * 1024 * 1024);
    expect(await platform.logs(/REPORT/)).not.toContain("2 MB a second");
  });
});
