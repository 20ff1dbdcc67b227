import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { packageImports, readImportTimes } from "./import-times.ts";

const text = `import time: self [us] | cumulative | imported package
import time:       100 |        100 |   _io
import time:        20 |        120 | io
warning: something else
import time:      1000 |       1000 |     numpy.core
import time:       500 |       1500 |   numpy
import time:       300 |        300 |   pandas.io
import time:       200 |       2000 | pandas
import time:        50 |         50 | numpy.linalg
`;

describe("readImportTimes", () => {
  it("puts what a module imports below it", () => {
    expect(readImportTimes(text).map(({ module, imports }) => [module, imports.map((one) => one.module)])).toStrictEqual([
      ["io", ["_io"]],
      ["pandas", ["numpy", "pandas.io"]],
      ["numpy.linalg", []],
    ]);
  });

  it("reads what Python writes today", () => {
    const python = process.env["MONOLIFT_TEST_PYTHON"] ?? "python3";
    const script = "import subprocess, sys; print(subprocess.run([sys.executable, '-X', 'importtime', '-c', 'import json'], capture_output=True, text=True).stderr)";
    const roots = readImportTimes(execFileSync(python, ["-c", script], { encoding: "utf8" }));
    const json = roots.find(({ module }) => module === "json");
    expect(json?.imports.map(({ module }) => module)).toContain("json.decoder");
    expect(json?.totalUs).toBeGreaterThan(json?.selfUs ?? 0);
  });
});

describe("packageImports", () => {
  it("counts a package once, with all that came for it", () => {
    expect(packageImports(readImportTimes(text))).toStrictEqual([
      { package: "pandas", totalMs: 2, selfMs: 0.5, modules: 2, importedBy: null },
      { package: "numpy", totalMs: 1.55, selfMs: 1.55, modules: 3, importedBy: "pandas" },
      { package: "io", totalMs: 0.12, selfMs: 0.02, modules: 1, importedBy: null },
      { package: "_io", totalMs: 0.1, selfMs: 0.1, modules: 1, importedBy: "io" },
    ]);
  });
});
