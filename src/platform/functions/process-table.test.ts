import { describe, expect, it } from "vitest";
import { descendants, namespaceResidentBytes, readProcesses } from "./process-table.ts";

describe("readProcesses", () => {
  it("finds this process with its parent, group and memory", async () => {
    const own = (await readProcesses()).find(({ pid }) => pid === process.pid);
    expect(own).toMatchObject({ parent: process.ppid });
    expect(own?.residentBytes).toBeGreaterThan(20 * 1024 * 1024);
  });
});

describe("descendants", () => {
  it("are a process, its children and theirs", () => {
    const entry = (pid: number, parent: number) => ({
      pid,
      parent,
      group: pid,
      residentBytes: 0,
      name: "program",
    });
    const table = [entry(1, 0), entry(5, 2), entry(2, 1), entry(3, 2), entry(4, 3), entry(6, 1)];
    expect(descendants(table, 2).map(({ pid }) => pid)).toEqual([2, 5, 3, 4]);
  });
});

describe("namespaceResidentBytes", () => {
  it("never takes the whole machine for a namespace that is not there yet", () => {
    expect(namespaceResidentBytes(process.pid)).toBe(0);
  });
});
