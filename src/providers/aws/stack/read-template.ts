import { CloudFormationClient, GetTemplateCommand } from "@aws-sdk/client-cloudformation";
import { z } from "zod";
import { parseJson } from "../../../system/json.ts";
import type { Aws } from "../aws.ts";
import type { DeployedTemplate } from "./compare-templates.ts";
import { explainCall, isAbsent } from "./explain-call.ts";

const templateSchema = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
});

/**
 * The template that a stack runs, as it was sent; changes nothing.
 *
 * @returns Undefined where there is no stack, and where its template is not of ours: not JSON, or without resources.
 * @throws What `explainCall` throws.
 */
export async function readTemplate(aws: Aws, name: string): Promise<DeployedTemplate | undefined> {
  const command = new GetTemplateCommand({ StackName: name, TemplateStage: "Original" });
  try {
    const { TemplateBody = "" } = await aws.client(CloudFormationClient).send(command);
    return templateSchema.safeParse(parseJson(TemplateBody)).data;
  } catch (error) {
    return isAbsent(error) ? undefined : explainCall(error, { operation: "GetTemplate", stack: name });
  }
}
