import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RegoEngine, TemplateFile } from "@aws/cloudformation-validate";
import type { Template } from "../../src/providers/aws/template/template.ts";
import { emulatorPath } from "./ministack.ts";

/** AWS's validator and cfn-lint; both take seconds to start, so once per file. */
export interface Validators {
  /** What either of them finds in a template, warnings included. */
  readonly findingsIn: (template: Template) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export async function startValidators(): Promise<Validators> {
  const engine = new RegoEngine();
  const folder = await mkdtemp(join(tmpdir(), "monolift-templates-"));
  return {
    findingsIn: async (template) => {
      const file = join(folder, "template.json");
      await writeFile(file, JSON.stringify(template));
      const { diagnostics } = engine.validateStandard(new TemplateFile(file));
      // What is only information says of many properties that a change of them replaces the resource.
      const findings = diagnostics.filter(({ severity }) => severity !== "INFO");
      return [
        ...findings.map(({ ruleId, message, entity }) => `${ruleId} ${JSON.stringify(entity)}: ${message}`),
        ...(await lint(file)),
      ];
    },
    close: async () => {
      engine.free();
      await rm(folder, { recursive: true });
    },
  };
}

function lint(file: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const options = ["--template", file, "--format", "parseable", "--regions", "us-east-1"];
    execFile(emulatorPath("cfn-lint"), options, (error, stdout, stderr) => {
      // It ends with a code of its own where it finds something, and says it on stdout.
      if (error !== null && stdout === "") reject(new Error(stderr, { cause: error }));
      else resolve(stdout.split("\n").filter((line) => line !== ""));
    });
  });
}
