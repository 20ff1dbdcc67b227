import {
  DeleteParametersCommand,
  GetParameterCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
  type Parameter as SsmParameter,
} from "@aws-sdk/client-ssm";
import type { Aws } from "../../aws.ts";
import type { TagPair } from "../../names.ts";
import { isAwsError, unlessAwsError } from "../aws-error.ts";
import { sendOptions, type WorkOptions } from "../work.ts";

/** What a parameter of each tier keeps. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export const parameterLimits = { standardBytes: 4096, advancedBytes: 8192 } as const;

/** A parameter as it is kept. */
export interface Parameter {
  readonly name: string;
  /** Decrypted. */
  readonly value: string;
  /** Goes up by one with each change. */
  readonly version: number;
  readonly arn: string;
}

/** A parameter that is to be written. */
export interface ParameterRequest {
  readonly name: string;
  readonly value: string;
  /** `SecureString` is encrypted with the account's own key for parameters, which costs nothing. */
  readonly type: "String" | "SecureString";
  readonly tags: readonly TagPair[];
}

/** What one call takes. */
const most = 10;

/** Reads parameters, decrypted; those that are not there are not among the answer. */
export async function readParameters(
  aws: Aws,
  names: readonly string[],
  options: WorkOptions = {},
): Promise<ReadonlyMap<string, Parameter>> {
  const found = new Map<string, Parameter>();
  for (let start = 0; start < names.length; start += most) {
    const command = new GetParametersCommand({
      Names: names.slice(start, start + most),
      WithDecryption: true,
    });
    const { Parameters = [] } = await aws.client(SSMClient).send(command, sendOptions(options));
    for (const one of Parameters) found.set(one.Name ?? "", parameterOf(one));
  }
  return found;
}

/** Reads one, as it is or as it was at a version; undefined when it, or that version, is not there. */
export async function readParameter(
  aws: Aws,
  name: string,
  options: WorkOptions & { readonly version?: number | undefined } = {},
): Promise<Parameter | undefined> {
  const selector = options.version === undefined ? "" : `:${options.version}`;
  const command = new GetParameterCommand({ Name: `${name}${selector}`, WithDecryption: true });
  const found = await unlessAwsError(
    aws.client(SSMClient).send(command, sendOptions(options)),
    "ParameterNotFound",
    "ParameterVersionNotFound",
  );
  return found?.Parameter === undefined ? undefined : parameterOf(found.Parameter);
}

function parameterOf({ Name = "", Value = "", Version = 0, ARN = "" }: SsmParameter): Parameter {
  return { name: Name, value: Value, version: Version, arn: ARN };
}

/**
 * Makes a parameter, or gives it another value; one that has the value already is left as it is.
 *
 * @returns Its version.
 */
export async function putParameter(
  aws: Aws,
  request: ParameterRequest,
  options: WorkOptions = {},
): Promise<number> {
  const there = await readParameter(aws, request.name, options);
  if (there?.value === request.value) return there.version;
  if (there === undefined) {
    const version = await createParameter(aws, request, options);
    if (version !== undefined) return version;
  }
  return overwriteParameter(aws, request, options);
}

/** Makes a parameter; undefined when there is one already. */
export async function createParameter(
  aws: Aws,
  { name, value, type, tags }: ParameterRequest,
  options: WorkOptions = {},
): Promise<number | undefined> {
  const command = new PutParameterCommand({
    Name: name,
    Value: value,
    Type: type,
    Tier: tierOf(value),
    Tags: [...tags],
  });
  const made = await unlessAwsError(
    aws.client(SSMClient).send(command, sendOptions(options)),
    "ParameterAlreadyExists",
  );
  return made === undefined ? undefined : (made.Version ?? 1);
}

/** Gives a parameter another value, whatever it has; gives the version. Its tags stay. */
export async function overwriteParameter(
  aws: Aws,
  { name, value, type }: Omit<ParameterRequest, "tags">,
  options: WorkOptions = {},
): Promise<number> {
  const put = async (tier: "Standard" | "Advanced"): Promise<number> => {
    const own = { Name: name, Value: value, Type: type };
    const command = new PutParameterCommand({ ...own, Tier: tier, Overwrite: true });
    return (await aws.client(SSMClient).send(command, sendOptions(options))).Version ?? 1;
  };
  const tier = tierOf(value);
  try {
    return await put(tier);
  } catch (error) {
    // An advanced parameter never becomes a standard one again, however small.
    if (tier === "Advanced" || !isAwsError(error, "ValidationException")) throw error;
    if (!(error instanceof Error) || !/\btier\b/i.test(error.message)) throw error;
    return put("Advanced");
  }
}

function tierOf(value: string): "Standard" | "Advanced" {
  return Buffer.byteLength(value) > parameterLimits.standardBytes ? "Advanced" : "Standard";
}

/** Removes parameters with all their versions; what is not there is no error. Gives the names of those that were there. */
export async function deleteParameters(
  aws: Aws,
  names: readonly string[],
  options: WorkOptions = {},
): Promise<readonly string[]> {
  const gone: string[] = [];
  for (let start = 0; start < names.length; start += most) {
    const command = new DeleteParametersCommand({ Names: names.slice(start, start + most) });
    const answer = await aws.client(SSMClient).send(command, sendOptions(options));
    gone.push(...(answer.DeletedParameters ?? []));
  }
  return gone;
}
