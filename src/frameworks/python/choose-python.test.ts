import { describe, expect, it } from "vitest";
import type { Interpreter, PythonWish } from "../framework.ts";
import { choosePython } from "./choose-python.ts";

const pythons = (...versions: readonly string[]): readonly Interpreter[] =>
  versions.map((version) => ({ executable: `/usr/bin/python${version}`, version, magic: "a70d0d0a" }));

const wanted = (specifier: string, from = ".python-version"): PythonWish => ({ specifier, from, strength: "wanted" });
const required = (specifier: string, from = "pyproject.toml"): PythonWish => ({ specifier, from, strength: "required" });
const hint = (specifier: string): PythonWish => ({ specifier, from: "Django 4.2", strength: "hint" });

/** The version that is chosen, with what is said of it. */
function choose(
  wishes: readonly PythonWish[],
  available: readonly Interpreter[],
): { readonly version: string; readonly from: string | null; readonly said: readonly unknown[] } {
  const { python, from, notices } = choosePython(wishes, available);
  return { version: python.version, from, said: notices.map(({ facts }) => facts) };
}

describe("choosePython", () => {
  it("takes the shell's own when nothing is said", () => {
    expect(choose([], pythons("3.11.2", "3.13.0", "3.9.1"))).toEqual({ version: "3.11.2", from: null, said: [] });
  });

  it("takes the newest when the shell's own is old", () => {
    expect(choose([], pythons("3.9.2", "3.11.2", "3.13.0")).version).toBe("3.13.0");
  });

  it("takes the wanted minor version, and says nothing", () => {
    expect(choose([wanted("3.12")], pythons("3.11.2", "3.12.1", "3.13.0"))).toEqual({
      version: "3.12.1",
      from: ".python-version",
      said: [],
    });
  });

  it("takes another patch version, and says so", () => {
    expect(choose([wanted("3.12.4")], pythons("3.12.1", "3.12.3", "3.13.0"))).toEqual({
      version: "3.12.3",
      from: ".python-version",
      said: [{ wanted: "3.12.4", from: ".python-version", taken: "3.12.3" }],
    });
  });

  it("takes the newest that satisfies a range", () => {
    expect(choose([required(">=3.10,<3.13")], pythons("3.10.2", "3.12.1", "3.13.0")).version).toBe("3.12.1");
  });

  it("takes the next newer when what is wanted is not there, else the newest, and says so", () => {
    expect(choose([wanted("3.12")], pythons("3.11.2", "3.13.0", "3.14.1"))).toMatchObject({
      version: "3.13.0",
      said: [{ wanted: "3.12", taken: "3.13.0" }],
    });
    expect(choose([wanted("3.14")], pythons("3.11.2", "3.13.0")).version).toBe("3.13.0");
  });

  it("does not let a wish rule out what is required", () => {
    expect(choose([wanted("3.10"), required(">=3.11")], pythons("3.10.2", "3.11.2"))).toEqual({
      version: "3.11.2",
      from: ".python-version",
      said: [{ wanted: "3.10", from: ".python-version", taken: "3.11.2" }],
    });
  });

  it("follows a hint where it can, and is silent where it cannot", () => {
    const available = pythons("3.13.0", "3.12.1", "3.11.2");
    expect(choose([hint(">=3.8,<3.13")], available)).toEqual({ version: "3.12.1", from: null, said: [] });
    expect(choose([hint("3.7")], available).version).toBe("3.13.0");
    expect(choose([required(">=3.11"), hint("<3.12")], available).version).toBe("3.11.2");
  });

  it("refuses when what is required is not there", () => {
    expect(() => choose([required(">=3.14")], pythons("3.13.0", "3.8.1"))).toThrow(
      expect.objectContaining({
        code: "PYTHON_UNSUPPORTED",
        facts: expect.objectContaining({ specifier: ">=3.14", from: "pyproject.toml", available: ["3.13.0"] }) as object,
      }),
    );
  });

  it("refuses a machine with no Python, or only old ones", () => {
    expect(() => choose([], [])).toThrow(expect.objectContaining({ code: "PYTHON_NOT_FOUND", facts: { found: [] } }));
    expect(() => choose([], pythons("3.8.18"))).toThrow(expect.objectContaining({ facts: { found: ["3.8.18"] } }));
  });
});
