import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { until } from "../platform/test-platform.ts";
import { startParity, stateOf } from "./parity-platform.ts";

/** What macOS is, and a container that allows no namespaces. */
const options = { isolation: "none" } as const;

describe("without namespaces", () => {
  it("code is as the user may write it (parity: none-code)", async () => {
    const folder = await mkdtemp(join(tmpdir(), "monolift-parity-"));
    await using platform = await startParity(options, { readOnly: [folder] });
    expect((await platform.ask(`/write?path=${join(folder, "new.txt")}`)).status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it("TMPDIR is the sandbox's own (parity: none-tmp)", async () => {
    await using platform = await startParity(options);
    const { environment } = JSON.parse((await platform.ask("/describe")).text) as {
      readonly environment: Readonly<Record<string, string>>;
    };
    expect(environment["TMPDIR"]).toContain(join(platform.root, "sandboxes"));
  });

  it("TMPDIR may grow over its size, and the log says what Lambda would have done (parity: none-tmp-size)", async () => {
    await using platform = await startParity(options, { tmpMb: 16 });
    expect((await platform.ask("/fill-tmp?mb=20&s=2")).status).toBe(200);
    expect(await platform.logs(/holds more than 16 MB/)).toMatch(
      /on Lambda, writing would have failed with "No space left on device"/,
    );
  });

  it("1,024 files and sockets are as many as a process may have (parity: none-file-descriptors)", async () => {
    await using platform = await startParity(options);
    expect((await platform.ask("/open-files")).status).toBe(500);
    expect(await platform.logs(/1,024 files and sockets/)).toMatch(/Too many open files/);
  });

  it("as many threads may be started as the user may have (parity: none-processes)", async () => {
    await using platform = await startParity(options);
    const { text } = await platform.ask("/start-threads?most=1100");
    expect(text).toBe("1100");
  });

  it("shared memory is there (parity: none-shared-memory)", async () => {
    await using platform = await startParity(options);
    expect((await platform.ask("/make-lock")).status).toBe(200);
  });

  it("a process that a request leaves behind is not named, nor frozen in a session of its own (parity: none-child-processes)", async () => {
    await using platform = await startParity(options);
    await platform.ask("/leave-process?s=614");
    const isFrozen = (): boolean => platform.functions.status().versions[0]?.sandboxes.frozen === 1;
    await until("the sandbox is frozen", isFrozen);
    expect(await platform.logs(/REPORT/)).not.toContain("The process");
    expect(await stateOf("sleep 614")).toMatch(/^S/);
  });

  it("the memory limit holds (parity: none-memory)", async () => {
    await using platform = await startParity(options, { memoryMb: 128 });
    expect((await platform.ask("/grow?mb=1000")).status).toBe(502);
    expect(await platform.logs(/Runtime\.OutOfMemory/)).toMatch(/over 128 MB/);
  });
});
