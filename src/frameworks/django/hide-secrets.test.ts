import { describe, expect, it } from "vitest";
import { hideSecrets } from "./hide-secrets.ts";

describe("hideSecrets", () => {
  it("hides the values of variables that are secret by their names", () => {
    const environment = { API_TOKEN: "abcd-1234", DB_PASS: "letmein", PAGE_SIZE: "1234" };
    expect(hideSecrets("abcd-1234 letmein 1234", environment)).toBe("[hidden] [hidden] 1234");
  });

  it("hides the passwords of URLs, also where they stand alone", () => {
    const environment = { DATABASE_URL: "postgres://me:hush-hush@db/x" };
    expect(hideSecrets("hush-hush failed for postgres://me:hush-hush@db/x", environment)).toBe(
      "[hidden] failed for postgres://me:[hidden]@db/x",
    );
  });

  it("hides the longer of two secrets first", () => {
    expect(hideSecrets("abcdefgh", { A_TOKEN: "abcd", B_TOKEN: "abcdefgh" })).toBe("[hidden]");
  });

  it("leaves other text as it is", () => {
    expect(hideSecrets("GET http://localhost:8000/a@b", { API_TOKEN: "" })).toBe(
      "GET http://localhost:8000/a@b",
    );
  });
});
