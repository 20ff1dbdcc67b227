import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { OperationError, UserError } from "../../errors.ts";
import { makeAws, type Aws, type AwsCall } from "./aws.ts";

/** Which account and Region a stage wants. */
export interface AwsPlace {
  readonly stage: string;
  /** Null where the credentials' own settings decide. */
  readonly region: string | null;
  /** Null where any account will do: before the first `up`. */
  readonly account: string | null;
}

/**
 * Finds out who calls, in which account and Region. Credentials and Region come from where AWS's own tools have them:
 * variables, `~/.aws`, single sign-on, the machine's role.
 *
 * @throws {UserError} `AWS_REGION_MISSING`, `AWS_CREDENTIALS_MISSING`, `AWS_CREDENTIALS_REFUSED`, `AWS_ACCOUNT_OTHER`.
 * @throws {OperationError} `AWS_UNREACHABLE`
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export async function connectToAws(
  place: AwsPlace,
  environment: Readonly<Record<string, string | undefined>>,
  onCall?: (call: AwsCall) => void,
): Promise<Aws> {
  const region = place.region ?? (await usualRegion());
  if (region === undefined) throw new UserError("AWS_REGION_MISSING", { stage: place.stage });
  const nobody = makeAws({ region, account: "", caller: "", environment, onCall });
  try {
    const { Account: account = "", Arn: caller = "" } = await nobody
      .client(STSClient)
      .send(new GetCallerIdentityCommand({}));
    if (place.account !== null && place.account !== account) {
      throw new UserError("AWS_ACCOUNT_OTHER", {
        stage: place.stage,
        wanted: place.account,
        given: account,
        caller,
      });
    }
    return makeAws({ region, account, caller, environment, onCall });
  } catch (error) {
    throw explain(error, region);
  } finally {
    nobody.close();
  }
}

/** The Region of the environment or of the profile; undefined where neither names one. */
async function usualRegion(): Promise<string | undefined> {
  const client = new STSClient({});
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

function explain(error: unknown, region: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const message = error.message.split("\n")[0] ?? "";
  if (error.name === "CredentialsProviderError")
    return new UserError("AWS_CREDENTIALS_MISSING", { message }, { cause: error });
  const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata
    ?.httpStatusCode;
  if (status === undefined)
    return new OperationError("AWS_UNREACHABLE", { region, message }, { cause: error });
  return new UserError("AWS_CREDENTIALS_REFUSED", { reason: error.name, message }, { cause: error });
}
