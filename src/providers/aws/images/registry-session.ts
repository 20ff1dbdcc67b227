import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { MonoliftError, OperationError } from "../../../errors.ts";
import { parseJson } from "../../../system/json.ts";

/** Name and password of whoever asks; nobody in particular when left out. */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

export interface RegistryOptions {
  /** `https://123456789012.dkr.ecr.eu-central-1.amazonaws.com` */
  readonly address: string;
  /** Asked for once and again when they are refused: those of ECR last twelve hours. */
  readonly credentials?: (() => Promise<RegistryCredentials>) | undefined;
  /** How often a request is tried that fails for reasons of the network or the server. Default: 4. */
  readonly attempts?: number | undefined;
  /** Milliseconds before the second attempt; each further one waits twice as long. Default: 500. */
  readonly firstPauseMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RegistryRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PATCH" | "PUT";
  /** Below the registry's address, or a whole address that the registry gave. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for each attempt. */
  readonly body?: () => Promise<ReadableStream<Uint8Array> | Uint8Array>;
  /** What may be asked for, for a registry that gives tokens: `pull`, `pull,push`. */
  readonly actions: string;
  readonly repository: string;
  /** Statuses that are answers and no failures, besides those of success. */
  readonly expected?: readonly number[];
  /** False for what can't be sent again by itself: a part of something that is under way. Default: true. */
  readonly isRepeatable?: boolean;
}

/** Requests to one registry, with whatever it wants to know of who asks. */
export interface RegistrySession {
  /**
   * @throws {OperationError} `REGISTRY_UNREACHABLE` when it does not answer, `REGISTRY_REFUSED` for any status that is not
   *   expected.
   */
  readonly send: (request: RegistryRequest) => Promise<Response>;
  /**
   * Tries some requests that belong together, and all of them again after a failure that may pass.
   *
   * @throws The error of the last attempt.
   */
  readonly repeat: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Opens a session; nothing is sent yet. */
export function openSession(options: RegistryOptions): RegistrySession {
  const { address, attempts = 4, firstPauseMs = 500, signal } = options;
  const { host } = new URL(address);
  const authorization = createAuthorization(options);
  const once = async (request: RegistryRequest): Promise<Response> => {
    const scope = `repository:${request.repository}:${request.actions}`;
    const first = await fetchFrom(options, request, authorization.known(scope));
    if (first.status !== 401) return first;
    await first.body?.cancel();
    const answer = await authorization.answer(first.headers.get("www-authenticate") ?? "", scope);
    return answer === undefined ? first : fetchFrom(options, request, answer);
  };
  const sendOnce = async (request: RegistryRequest): Promise<Response> => {
    const response = await once(request).catch((error: unknown) => {
      signal?.throwIfAborted();
      if (error instanceof MonoliftError) throw error;
      throw new OperationError("REGISTRY_UNREACHABLE", { host }, { cause: error });
    });
    if (response.ok || request.expected?.includes(response.status) === true) return response;
    throw await refusal(response, host, request);
  };
  const repeat: RegistrySession["repeat"] = async (work) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt >= attempts || !mayPass(error)) throw error;
      }
      await sleep(firstPauseMs * 2 ** (attempt - 1), undefined, { signal });
    }
  };
  return {
    repeat,
    send: (request) => (request.isRepeatable === false ? sendOnce(request) : repeat(() => sendOnce(request))),
  };
}

/** Statuses of an upload that the registry knows no more, or knows to be at another place. */
const lostUpload: readonly number[] = [404, 416];

/** Trouble of the network or of the registry's own, too many requests, or an upload that was lost half-way. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof MonoliftError)) return false;
  if (error.code === "REGISTRY_UNREACHABLE") return true;
  const { status } = error.facts as { readonly status?: number };
  if (error.code !== "REGISTRY_REFUSED" || status === undefined) return false;
  return status === 429 || status >= 500 || lostUpload.includes(status);
}

const refusalSchema = z.object({
  errors: z.array(z.looseObject({ code: z.string().optional(), message: z.string().optional() })),
});

async function refusal(
  response: Response,
  host: string,
  { repository, method }: RegistryRequest,
): Promise<OperationError<"REGISTRY_REFUSED">> {
  const text = await response.text().catch(() => "");
  const said = refusalSchema
    .safeParse(parseJson(text))
    .data?.errors.map(({ code, message }) => [code, message]);
  const detail = said?.map((one) => one.filter(Boolean).join(": ")).join("\n") ?? text.slice(0, 500);
  return new OperationError(
    "REGISTRY_REFUSED",
    { host, repository, method, status: response.status },
    detail === "" ? {} : { detail },
  );
}

async function fetchFrom(
  { address, signal }: RegistryOptions,
  request: RegistryRequest,
  authorization: string | undefined,
): Promise<Response> {
  const body = await request.body?.();
  return fetch(new URL(request.path, address), {
    method: request.method,
    headers: { ...request.headers, ...(authorization === undefined ? {} : { authorization }) },
    ...(body === undefined ? {} : { body, duplex: "half" }),
    ...(signal === undefined ? {} : { signal }),
  });
}

interface Authorization {
  /** What was accepted before for this scope. */
  readonly known: (scope: string) => string | undefined;
  /** What a registry wants that refused; undefined where there is nothing to offer. */
  readonly answer: (challenge: string, scope: string) => Promise<string | undefined>;
}

const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });

/**
 * Answers a registry's challenge: with a password, or with a token that somebody else gives for it.
 *
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
function createAuthorization({ credentials, signal }: RegistryOptions): Authorization {
  const tokens = new Map<string, string>();
  let basic: string | undefined;
  const readBasic = async (): Promise<string | undefined> => {
    const asked = await credentials?.();
    return asked === undefined
      ? undefined
      : `Basic ${Buffer.from(`${asked.username}:${asked.password}`).toString("base64")}`;
  };
  return {
    known: (scope) => tokens.get(scope) ?? basic,
    async answer(challenge, scope) {
      const [scheme = ""] = challenge.split(" ", 1);
      const password = await readBasic();
      if (scheme.toLowerCase() !== "bearer") return (basic = password);
      const named = Object.fromEntries(
        Array.from(challenge.matchAll(/(\w+)="([^"]*)"/g), ([, key = "", value = ""]) => [key, value]),
      );
      const realm = named["realm"];
      if (realm === undefined) return undefined;
      const url = new URL(realm);
      if (named["service"] !== undefined) url.searchParams.set("service", named["service"]);
      url.searchParams.set("scope", named["scope"] ?? scope);
      const response = await fetch(url, {
        headers: password === undefined ? {} : { authorization: password },
        ...(signal === undefined ? {} : { signal }),
      });
      const given = tokenSchema.safeParse(await response.json().catch(() => undefined)).data;
      const token = given?.token ?? given?.access_token;
      if (token === undefined) return undefined;
      tokens.set(scope, `Bearer ${token}`);
      return tokens.get(scope);
    },
  };
}
