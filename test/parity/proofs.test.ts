import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CloudFormationClient, CreateChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { describe, expect, it } from "vitest";
import { startMinistack } from "../aws/ministack.ts";
import { awsHeading, readOperations, readTemplateTypes, renderAwsSection } from "./aws-section.ts";
import { resourceProofs, serviceProofs } from "./proofs.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = join(root, "docs/parity.md");

describe("the proofs of what is used of AWS", () => {
  it("are said of each type that a template may hold, and of no other", async () => {
    expect(Object.keys(resourceProofs).toSorted()).toEqual(await readTemplateTypes());
  });

  it("are said of each service that is called, and of no other", async () => {
    expect(Object.keys(serviceProofs).toSorted()).toEqual([...(await readOperations()).keys()].toSorted());
  });

  it("are tests that are there", async () => {
    const missing: string[] = [];
    for (const { by } of [...Object.values(resourceProofs), ...Object.values(serviceProofs)]) {
      const [file, name] = by;
      const text = await readFile(join(root, file), "utf8");
      if (name === "" || !new RegExp(`it(?:\\.each\\(\\w+\\))?\\(\\s*["\`]${name}`).test(text))
        missing.push(`${file}: ${name}`);
    }
    expect(missing).toEqual([]);
  });

  it("claim no more than ministack knows", async () => {
    const ministack = await startMinistack();
    const aws = ministack.connect();
    try {
      const refused: string[] = [];
      for (const [type, { proof }] of Object.entries(resourceProofs)) {
        const template = { Resources: { One: { Type: type, Properties: {} } } };
        const command = new CreateChangeSetCommand({
          StackName: type.replaceAll("::", "-"),
          ChangeSetName: "known",
          ChangeSetType: "CREATE",
          TemplateBody: JSON.stringify(template),
        });
        const isKnown = await aws
          .client(CloudFormationClient)
          .send(command)
          .then(
            () => true,
            (error: unknown) => !/Unrecognized resource types/.test(String(error)),
          );
        if (!isKnown && proof === "deployed") refused.push(type);
      }
      expect(refused).toEqual([]);
    } finally {
      aws.close();
      await ministack.stop();
    }
  });

  it("stand in docs/parity.md as the data say them", async () => {
    const [before = ""] = (await readFile(page, "utf8")).split(awsHeading);
    await expect(`${before.trimEnd()}\n\n${await renderAwsSection()}`).toMatchFileSnapshot(page);
  });
});
