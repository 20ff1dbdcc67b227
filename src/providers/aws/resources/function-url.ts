import type { DoorResource } from "../../../plan/resources.ts";
import { liveAlias } from "../functions/aliases.ts";
import { logicalId } from "../names.ts";
import { join, type Text } from "../template/expression.ts";
import type { Resource, TemplateBuilder } from "../template/template.ts";

/**
 * A URL of Lambda's own: nothing to pay, answers of any length up to 200 MB. The alias has to be there already, so a door is
 * first opened when a release has passed.
 *
 * @returns Its URL, with a slash at the end.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html which rights a public URL needs
 */
export function addFunctionUrl(
  template: TemplateBuilder,
  { id, responseMode }: Pick<DoorResource, "id" | "responseMode">,
  lambda: Resource<"AWS::Lambda::Function">,
): Text {
  const name = logicalId(id);
  const alias = join(lambda.attribute("Arn"), `:${liveAlias}`);
  const url = template.add(name, "AWS::Lambda::Url", {
    TargetFunctionArn: lambda.attribute("Arn"),
    Qualifier: liveAlias,
    AuthType: "NONE",
    InvokeMode: responseMode === "stream" ? "RESPONSE_STREAM" : "BUFFERED",
  });
  template.add(`${name}MayAsk`, "AWS::Lambda::Permission", {
    FunctionName: alias,
    Action: "lambda:InvokeFunctionUrl",
    Principal: "*",
    FunctionUrlAuthType: "NONE",
  });
  // Since October 2025 a URL needs this right as well; the condition keeps everybody else from invoking the function.
  template.add(`${name}MayInvoke`, "AWS::Lambda::Permission", {
    FunctionName: alias,
    Action: "lambda:InvokeFunction",
    Principal: "*",
    InvokedViaFunctionUrl: true,
  });
  return url.attribute("FunctionUrl");
}
