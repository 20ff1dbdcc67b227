import {
  CreateAliasCommand,
  GetAliasCommand,
  LambdaClient,
  ResourceConflictException,
  ResourceNotFoundException,
  UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import type { Aws } from "../aws.ts";

/** The alias behind which a release is served; it is moved by API, and never by a template. */
export const liveAlias = "live";

/** Where an alias leads. */
export interface AliasState {
  /** Version of the function. */
  readonly version: string;
  /** Release that it belongs to; null where somebody else has moved it. */
  readonly release: number | null;
  /** A second version that gets a share of the requests, 0 to 1. */
  readonly additional: { readonly version: string; readonly weight: number } | null;
}

/** Where a function's alias leads; undefined before the first release. */
export async function readAlias(aws: Aws, functionName: string): Promise<AliasState | undefined> {
  try {
    const { FunctionVersion, Description, RoutingConfig } = await aws
      .client(LambdaClient)
      .send(new GetAliasCommand({ FunctionName: functionName, Name: liveAlias }));
    const [other] = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
    return {
      version: FunctionVersion ?? "",
      release: releaseOf(Description),
      additional: other === undefined ? null : { version: other[0], weight: other[1] },
    };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** What the alias says of itself: its release, which `releaseOf` reads again. */
const describe = (release: number): string => `release ${release}`;

function releaseOf(description: string | undefined): number | null {
  const found = /^release (\d+)$/.exec(description ?? "")?.[1];
  return found === undefined ? null : Number(found);
}

/**
 * Makes an alias lead to a version: from here on every request goes there. Idempotent.
 *
 * @param additional A second version that gets a share of the requests, 0 to 1.
 */
export async function moveAlias(
  aws: Aws,
  functionName: string,
  to: { readonly version: string; readonly release: number },
  additional: AliasState["additional"] = null,
): Promise<void> {
  const client = aws.client(LambdaClient);
  const wanted = {
    FunctionName: functionName,
    Name: liveAlias,
    FunctionVersion: to.version,
    Description: describe(to.release),
    RoutingConfig: {
      AdditionalVersionWeights: additional === null ? {} : { [additional.version]: additional.weight },
    },
  };
  try {
    await client.send(new UpdateAliasCommand(wanted));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await createAlias(client, wanted);
  }
}

async function createAlias(
  client: LambdaClient,
  wanted: ConstructorParameters<typeof CreateAliasCommand>[0],
): Promise<void> {
  try {
    await client.send(new CreateAliasCommand(wanted));
  } catch (error) {
    // A reply that was lost: the alias is there already.
    if (!(error instanceof ResourceConflictException)) throw error;
    await client.send(new UpdateAliasCommand(wanted));
  }
}
