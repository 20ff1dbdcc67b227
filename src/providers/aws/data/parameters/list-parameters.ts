import { DescribeParametersCommand, SSMClient, type ParameterMetadata } from "@aws-sdk/client-ssm";
import type { Aws } from "../../aws.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/**
 * Parameters below a path, without their values.
 *
 * @param path Without a slash at its end.
 */
export async function listParameters(
  aws: Aws,
  path: string,
  options: WorkOptions,
): Promise<readonly ParameterMetadata[]> {
  const found: ParameterMetadata[] = [];
  let token: string | undefined;
  do {
    const command: DescribeParametersCommand = new DescribeParametersCommand({
      ParameterFilters: [{ Key: "Path", Option: "Recursive", Values: [path] }],
      MaxResults: 50,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const page = await aws.client(SSMClient).send(command, sendOptions(options));
    found.push(...(page.Parameters ?? []));
    token = page.NextToken;
  } while ((token ?? "") !== "");
  return found;
}
