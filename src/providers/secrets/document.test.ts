import { describe, expect, it } from "vitest";
import {
  changedNames,
  entriesOf,
  hideValues,
  noSecrets,
  valueOf,
  withImported,
  withoutSecret,
  withSecret,
} from "./document.ts";

const made = { at: "2026-05-01T12:00:00Z", by: "ann@laptop" };
const later = { at: "2026-05-02T12:00:00Z", by: "ben@laptop" };
const typed = { ...made, from: null };

const base = { path: ".secrets/base.json", content: { SECRET_KEY: "k", FACEBOOK: { id: 7, open: true } } };
const dev = {
  path: ".secrets/dev.json",
  content: { DATABASES: { default: { PORT: 5432, HOSTS: ["a"] } }, SECRET_KEY: "dev" },
};
const imported = withImported(noSecrets, { variables: [], files: [base, dev], gone: [] }, made);

describe("a document of secrets", () => {
  it("has a name for every value of its files; the later file wins", () => {
    expect(entriesOf(imported).map(({ name, file }) => [name, file])).toStrictEqual([
      ["DATABASES__default__HOSTS", dev.path],
      ["DATABASES__default__PORT", dev.path],
      ["FACEBOOK__id", base.path],
      ["FACEBOOK__open", base.path],
      ["SECRET_KEY", dev.path],
    ]);
    expect(valueOf(imported, "SECRET_KEY")).toBe("dev");
    expect(valueOf(imported, "DATABASES__default__HOSTS")).toBe('["a"]');
    expect(valueOf(imported, "FACEBOOK__secret")).toBeUndefined();
    expect(JSON.stringify(entriesOf(imported))).not.toContain("5432");
  });

  it("changes a value in the file that it is from, and keeps what kind of value it is", () => {
    const changed = [
      ["FACEBOOK__id", "8"],
      ["FACEBOOK__open", "no"],
      ["DATABASES__default__PORT", "6432"],
    ].reduce((document, [name = "", value = ""]) => withSecret(document, name, value, typed), imported);
    expect(changed.files.map(({ content }) => content)).toStrictEqual([
      { SECRET_KEY: "k", FACEBOOK: { id: 8, open: "no" } },
      { DATABASES: { default: { PORT: 6432, HOSTS: ["a"] } }, SECRET_KEY: "dev" },
    ]);
    expect(changed.variables).toStrictEqual({});
  });

  it("keeps a name of no file as a variable, and forgets it", () => {
    const document = withSecret(imported, "API_KEY", "sk", typed);
    expect(document.variables).toStrictEqual({ API_KEY: "sk" });
    expect(changedNames(imported, document)).toStrictEqual(["API_KEY"]);
    expect(withoutSecret(document, "API_KEY")).toStrictEqual(imported);
    const without = withoutSecret(document, "SECRET_KEY");
    expect(valueOf(without, "SECRET_KEY")).toBeUndefined();
  });

  it("leaves the time of what an import did not change, and drops the files of the other environment", () => {
    const again = withImported(
      imported,
      {
        variables: [{ name: "API_KEY", value: "sk", from: ".env" }],
        files: [{ ...base, content: { ...base.content, SECRET_KEY: "new" } }],
        gone: [dev.path],
      },
      later,
    );
    expect(again.files.map(({ path }) => path)).toStrictEqual([base.path]);
    expect(again.changes).toStrictEqual({
      API_KEY: { ...later, from: ".env" },
      FACEBOOK__id: { ...made, from: base.path },
      FACEBOOK__open: { ...made, from: base.path },
      SECRET_KEY: { ...later, from: base.path },
    });
  });

  it("takes its values out of a text, the short ones excepted", () => {
    const document = withSecret(imported, "API_KEY", "sk_live", typed);
    expect(hideValues("int('sk_live') at 7", [document])).toBe("int('[hidden]') at 7");
  });
});
