import { APIGatewayClient, GetAccountCommand } from "@aws-sdk/client-api-gateway";
import type { Aws } from "../aws.ts";

/**
 * Whether API Gateway may write logs in this account and Region. The role for it is one for all APIs: no stage sets it, since
 * the logs of the others would end with that stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export async function mayWriteAccessLogs(aws: Aws): Promise<boolean> {
  const { cloudwatchRoleArn } = await aws.client(APIGatewayClient).send(new GetAccountCommand({}));
  return cloudwatchRoleArn !== undefined && cloudwatchRoleArn !== "";
}
