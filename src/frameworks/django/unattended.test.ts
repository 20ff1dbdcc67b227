import { describe, expect, it } from "vitest";
import { asksForSuperuser, hasOption, needsKeyboard } from "./unattended.ts";

describe("needsKeyboard", () => {
  it.each([
    ["shell", "shell"],
    ["dbshell", "shell"],
    ["changepassword ann", "shell"],
    ["runserver", "server"],
    ["makemigrations posts", "source"],
    ["flush", "question"],
  ])("says why %s can't run without one", (command, why) => {
    expect(needsKeyboard(command.split(" "))).toBe(why);
  });

  it.each([
    "shell -c print(1)",
    "shell --command=print(1)",
    "flush --noinput",
    "flush --no-input",
    "makemigrations --check",
    "migrate",
    "check",
  ])("knows nothing against %s", (command) => {
    expect(needsKeyboard(command.split(" "))).toBeUndefined();
  });
});

describe("asksForSuperuser", () => {
  it("is so unless it is told not to ask", () => {
    expect(asksForSuperuser(["createsuperuser", "--username", "ann"])).toBe(true);
    expect(asksForSuperuser(["createsuperuser", "--noinput"])).toBe(false);
    expect(asksForSuperuser(["migrate"])).toBe(false);
  });
});

describe("hasOption", () => {
  it("sees an option with its value behind it or in it, and no other one that begins so", () => {
    expect(hasOption(["--email", "a@b.c"], "--email")).toBe(true);
    expect(hasOption(["--email=a@b.c"], "--email")).toBe(true);
    expect(hasOption(["--emails=a@b.c"], "--email")).toBe(false);
  });
});
