import { readdir, readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { stackActions } from "./stack-actions.ts";

it("stackActions are the calls that this folder makes, and CloudFormation's own look at a template in S3", async () => {
  const folder = new URL("./", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, folder), "utf8")));
  const calls = texts.flatMap((text) => {
    const service = (operation: string): string => (operation === "PutObject" ? "s3" : "cloudformation");
    return [...text.matchAll(/new ([A-Z]\w+)Command\(/g)].map(([, name = ""]) => `${service(name)}:${name}`);
  });
  expect([...new Set([...calls, "s3:GetObject"])].toSorted()).toEqual(stackActions);
});
