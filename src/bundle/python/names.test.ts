import { describe, expect, it } from "vitest";
import { hidePasswords, normaliseName, parseArchiveName, parseRequirement } from "./names.ts";

describe("normaliseName", () => {
  it("has one spelling for all", () => {
    expect(["Django_REST.framework", "django--rest-framework"].map(normaliseName)).toEqual([
      "django-rest-framework",
      "django-rest-framework",
    ]);
  });
});

describe("parseRequirement", () => {
  it.each([
    ["django", { name: "django", extras: [], specifier: "", url: null, marker: null }],
    ["Django >=5, <6", { name: "django", specifier: ">=5,<6" }],
    ["django (>=5)", { name: "django", specifier: ">=5" }],
    ["psycopg[binary,pool]~=3.1", { name: "psycopg", extras: ["binary", "pool"], specifier: "~=3.1" }],
    ['tzdata; sys_platform == "win32"', { name: "tzdata", marker: 'sys_platform == "win32"' }],
    ['a==1.* ; python_version<"3.9"', { specifier: "==1.*", marker: 'python_version<"3.9"' }],
    ["x @ git+https://host/x.git@v1", { name: "x", url: "git+https://host/x.git@v1", specifier: "" }],
    ['x @ https://host/x.whl ; os_name == "nt"', { url: "https://host/x.whl", marker: 'os_name == "nt"' }],
  ])("reads %s", (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected);
  });

  it.each(["", "-r other.txt", "./x.whl", "django>=5 <6", "django >", "https://host/x.whl"])("refuses %j", (text) => {
    expect(parseRequirement(text)).toBeUndefined();
  });
});

describe("parseArchiveName", () => {
  it.each([
    ["Django-5.2-py3-none-any.whl", { name: "django", version: "5.2" }],
    ["a_b-1.0-1-cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", { name: "a-b", version: "1.0" }],
    ["django-cors-headers-4.0.tar.gz", { name: "django-cors-headers", version: "4.0" }],
    ["notes.txt", undefined],
  ])("reads %s", (file, expected) => {
    expect(parseArchiveName(file)).toEqual(expected);
  });
});

describe("hidePasswords", () => {
  it("takes name and password out of every address", () => {
    expect(hidePasswords("from https://me:s3cret@host/simple and git+ssh://git@host/x")).toBe(
      "from https://****@host/simple and git+ssh://****@host/x",
    );
  });
});
