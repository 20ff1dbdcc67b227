import { STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { XmlElement } from "@rgrove/parse-xml";
import { parseXml } from "@rgrove/parse-xml";
import {
  algorithm,
  canonicalRequest,
  scopeText,
  sha256,
  sign,
  signingKey,
  stringToSign,
  timestampOf,
} from "../../../platform/s3/signature/version-4.ts";
import { OperationError } from "../../../errors.ts";
import { childrenOf, textOf } from "../../../platform/s3/xml.ts";
import type { ClientConfiguration, SdkClient } from "../aws.ts";

/** What is asked of EC2 here: it only ever reads. */
export type Ec2Action =
  | "DescribeNetworkInterfaces"
  | "DescribeRegions"
  | "DescribeRouteTables"
  | "DescribeSecurityGroups"
  | "DescribeSubnets"
  | "DescribeVpcEndpoints"
  | "DescribeVpcs";

export interface Ec2Question {
  readonly action: Ec2Action;
  /** All of them have to hold; of the values of one, any. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Name of the list in the answer: `vpcSet`. */
  readonly list: string;
}

/** One thing of EC2's answer: its fields by the names of the XML, lists as such. */
export interface Ec2Item {
  /** Empty where there is none. */
  readonly text: (field: string) => string;
  readonly items: (list: string) => readonly Ec2Item[];
}

/** Refused by EC2; `name` is its code, as the errors of AWS's SDK have it. */
export class Ec2Error extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string };

  constructor(code: string, message: string, $metadata: Ec2Error["$metadata"]) {
    super(message);
    this.name = code;
    this.$metadata = $metadata;
  }
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html */
const version = "2016-11-15";

/** Codes of a throttled question, besides those of 5xx. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const throttled = new Set(["RequestLimitExceeded", "Throttling", "ThrottlingException"]);

/** How long after the first failure it is asked again; twice as long after each further one, at most 20 seconds. */
const firstPauseMs = 200;
const longestPauseMs = 20_000;

type Send = (call: { readonly input: object }) => Promise<unknown>;
type Middleware = (
  next: Send,
  context: { readonly clientName: string; readonly commandName: string },
) => Send;

/** What a client is made with, apart from what Monolift decides; both are found by themselves. */
interface Place {
  readonly endpoint?: string;
  readonly credentials?: AwsCredentialIdentity | AwsCredentialIdentityProvider;
}

/**
 * EC2's Query protocol for a few questions. AWS's own client for it takes 28 MB of disk, which is a third of what Monolift
 * installs, 75 MB of memory and half a second more to load than that of STS, for five calls that only read
 * (decisions/the-network-costs-nothing.md). Credentials come from the SDK's own chain.
 */
export class Ec2Client implements SdkClient {
  readonly middlewareStack = { add: (one: Middleware): void => void this.#observers.push(one) };
  readonly #observers: Middleware[] = [];
  readonly #configuration: ClientConfiguration & Place;
  readonly #sts: STSClient;

  constructor(configuration: ClientConfiguration & Place) {
    this.#configuration = configuration;
    this.#sts = new STSClient(configuration);
  }

  /** Asks, page by page. @throws {OperationError} `EC2_REFUSED`, `EC2_UNREACHABLE` */
  async ask(question: Ec2Question): Promise<readonly Ec2Item[]> {
    return this.#askAll(question).catch((error: unknown) => explain(error, question.action));
  }

  async #askAll(question: Ec2Question): Promise<readonly Ec2Item[]> {
    const found: Ec2Item[] = [];
    let token = "";
    do {
      const answer = await this.#call(question.action, formOf(question, token));
      found.push(...itemOf(answer).items(question.list));
      token = textOf(answer, "nextToken") ?? "";
    } while (token !== "");
    return found;
  }

  destroy(): void {
    this.#sts.destroy();
  }

  async #call(action: Ec2Action, form: URLSearchParams): Promise<XmlElement> {
    let answer: XmlElement | undefined;
    const context = { clientName: "EC2Client", commandName: `${action}Command` };
    const send = this.#observers.reduce<Send>(
      (next, observer) => observer(next, context),
      async () => (answer = await this.#insist(form)),
    );
    await send({ input: {} });
    if (answer === undefined) throw new TypeError(`${action} was never sent`);
    return answer;
  }

  async #insist(form: URLSearchParams): Promise<XmlElement> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(form);
      } catch (error) {
        if (!mayPass(error) || attempt >= this.#configuration.maxAttempts) throw error;
        const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempt) * Math.random();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
  }

  async #send(form: URLSearchParams): Promise<XmlElement> {
    const { region, customUserAgent } = this.#configuration;
    const url = new URL(this.#configuration.endpoint ?? endpointOf(region, process.env));
    const body = form.toString();
    const headers = signedHeaders(url.host, body, await this.#sts.config.credentials(), region);
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { ...headers, "user-agent": customUserAgent },
    });
    const answer = readAnswer(await response.text());
    if (answer === undefined || !response.ok) throw errorOf(answer, response.status);
    return answer;
  }
}

function endpointOf(region: string, environment: Readonly<Record<string, string | undefined>>): string {
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return (
    environment["AWS_ENDPOINT_URL_EC2"] ??
    environment["AWS_ENDPOINT_URL"] ??
    `https://ec2.${region}.${suffix}`
  );
}

function formOf({ action, filters = {} }: Ec2Question, token: string): URLSearchParams {
  const form = new URLSearchParams({ Action: action, Version: version });
  if (token !== "") form.set("NextToken", token);
  for (const [index, [name, values]] of Object.entries(filters).entries()) {
    form.set(`Filter.${index + 1}.Name`, name);
    for (const [place, value] of values.entries()) form.set(`Filter.${index + 1}.Value.${place + 1}`, value);
  }
  return form;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signedHeaders(
  host: string,
  body: string,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentialIdentity,
  region: string,
): Readonly<Record<string, string>> {
  const timestamp = timestampOf(new Date());
  const scope = { date: timestamp.slice(0, 8), region, service: "ec2" };
  const headers = new Map([
    ["content-type", "application/x-www-form-urlencoded; charset=utf-8"],
    ["host", host],
    ["x-amz-date", timestamp],
    ...(sessionToken === undefined ? [] : [["x-amz-security-token", sessionToken] as const]),
  ]);
  const names = [...headers.keys()];
  const canonical = canonicalRequest({
    method: "POST",
    rawPath: "/",
    queryPairs: [],
    signedHeaders: names,
    headers,
    payloadHash: sha256(body),
  });
  const signature = sign(signingKey(secretAccessKey, scope), stringToSign(timestamp, scope, canonical));
  const credential = `${accessKeyId}/${scopeText(scope)}`;
  headers.set(
    "authorization",
    `${algorithm} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  );
  // `fetch` sets the host itself, and lets nobody else do so.
  headers.delete("host");
  return Object.fromEntries(headers);
}

/** What EC2 refuses, in our words, with its own beside them; what is neither it nor the connection is a bug. */
function explain(error: unknown, action: Ec2Action): never {
  if (error instanceof Ec2Error)
    throw new OperationError(
      "EC2_REFUSED",
      { action, code: error.name },
      { detail: error.message, cause: error },
    );
  if (error instanceof TypeError && error.message === "fetch failed") {
    const { cause } = error;
    const detail = cause instanceof Error ? cause.message : error.message;
    throw new OperationError("EC2_UNREACHABLE", { action }, { detail, cause: error });
  }
  throw error;
}

/** A connection that broke off may hold the next time; so may an EC2 that is busy. */
function mayPass(error: unknown): boolean {
  return !(error instanceof Ec2Error) || error.$metadata.httpStatusCode >= 500 || throttled.has(error.name);
}

function readAnswer(text: string): XmlElement | undefined {
  try {
    return parseXml(text).root ?? undefined;
  } catch {
    // A proxy's page, say: the status tells what there is to tell.
    return undefined;
  }
}

function errorOf(answer: XmlElement | undefined, httpStatusCode: number): Ec2Error {
  const errors = answer === undefined ? [] : childrenOf(answer, "Errors");
  const [error] = errors.flatMap((one) => childrenOf(one, "Error"));
  const say = (field: string): string | undefined => (error === undefined ? undefined : textOf(error, field));
  const requestId = answer === undefined ? undefined : textOf(answer, "RequestID");
  return new Ec2Error(say("Code") ?? "UnknownError", say("Message") ?? `EC2 answered ${httpStatusCode}.`, {
    httpStatusCode,
    requestId: requestId ?? "",
  });
}

function itemOf(element: XmlElement): Ec2Item {
  return {
    text: (field) => textOf(element, field) ?? "",
    items: (list) => childrenOf(element, list).flatMap((one) => childrenOf(one, "item").map(itemOf)),
  };
}
