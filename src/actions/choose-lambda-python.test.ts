import { describe, expect, it } from "vitest";
import type { Interpreter, PythonWish } from "../frameworks/framework.ts";
import { chooseLambdaPython, type LambdaPythonChoice } from "./choose-lambda-python.ts";

const python = (version: string): Interpreter => ({
  executable: `/python/${version}`,
  version,
  magic: "a70d0d0a",
});
const wish = (specifier: string, strength: PythonWish["strength"] = "required"): PythonWish => ({
  specifier,
  from: `says ${specifier}`,
  strength,
});

function choose(inspected: string, ...wishes: readonly PythonWish[]): LambdaPythonChoice {
  return chooseLambdaPython(
    { python: python(inspected), pythonWishes: wishes },
    {
      architecture: "arm64",
      available: ["3.11.7", "3.13.0", "3.12.1"].map(python),
      today: "2026-11-20",
    },
  );
}

describe("chooseLambdaPython", () => {
  it("takes the version that was inspected, with the C library of its Linux", () => {
    const chosen = choose("3.12.1", wish(">=3.10"));
    expect(chosen.target).toEqual({ python: "3.12", architecture: "arm64", glibc: "2.34" });
    expect(chosen.runtime).toBe("python3.12");
    expect(chosen.python.version).toBe("3.12.1");
    expect(chosen.notices).toEqual([]);
    expect(choose("3.11.7").target.glibc).toBe("2.26");
  });

  it("takes what the project wants although this machine has not, and says so", () => {
    const chosen = choose("3.12.1", wish("3.14.2", "wanted"));
    expect(chosen.runtime).toBe("python3.14");
    // Nobody here compiles for it.
    expect(chosen.python.version).toBe("3.12.1");
    expect(chosen.notices).toEqual([
      {
        code: "LAMBDA_PYTHON_OTHER",
        facts: { taken: "3.14", inspected: "3.12.1", from: "says 3.14.2" },
      },
    ]);
    expect(choose("3.12.1", wish("3.13", "wanted")).python.version).toBe("3.13.0");
  });

  it("takes the next newer one of a version that Lambda has not, or no more", () => {
    expect(choose("3.9.18").runtime).toBe("python3.11");
    expect(choose("3.15.0").runtime).toBe("python3.14");
    expect(choose("3.9.18").notices).toMatchObject([{ facts: { taken: "3.11", from: null } }]);
  });

  it("takes one that AWS no longer supports where the project takes no other, and says so", () => {
    const chosen = choose("3.10.13", wish(">=3.8,<3.11"));
    expect(chosen.runtime).toBe("python3.10");
    expect(chosen.notices).toMatchObject([
      { code: "LAMBDA_PYTHON_ENDED", facts: { python: "3.10", date: "2026-10-31" } },
    ]);
  });

  it("counts a correction as met by its minor version", () => {
    expect(choose("3.13.0", wish(">=3.12.3,<3.13")).runtime).toBe("python3.12");
    expect(choose("3.12.1", wish("==3.13.5")).runtime).toBe("python3.13");
  });

  it("passes over a wish that Lambda cannot meet, but not over what is required", () => {
    expect(choose("3.12.1", wish("3.7", "wanted"), wish("<3.11", "hint")).runtime).toBe("python3.12");
    expect(() => choose("3.9.18", wish("<3.10"))).toThrow(/says <3\.10 asks for Python <3\.10/);
  });
});
