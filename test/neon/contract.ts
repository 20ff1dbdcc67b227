import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import addFormats from "ajv-formats";
import { OpenAPIRouter, OpenAPIValidator, type Document } from "openapi-backend";
import { parse } from "yaml";
import { neonOperations, type NeonOperation } from "../../src/providers/neon/api-types.ts";

/** A request as it arrived. */
export interface ContractRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/** A request as Neon's document reads it. */
export interface ReadRequest {
  readonly operation: NeonOperation | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** What is wrong with it. */
  readonly faults: readonly string[];
}

/** What Neon's own OpenAPI document says of requests and answers. */
export interface Contract {
  readonly readRequest: (request: ContractRequest) => ReadRequest;
  /** What is wrong with an answer. */
  readonly checkAnswer: (operation: NeonOperation, status: number, body: unknown) => readonly string[];
}

const root = "/api/v2";

/** Reads the document of the npm package and keeps the operations that are used. */
export function loadContract(): Contract {
  const definition = readDocument();
  const router = new OpenAPIRouter({ definition, apiRoot: root });
  const validator = new OpenAPIValidator({
    definition,
    router,
    lazyCompileValidators: true,
    coerceTypes: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => addFormats.default(ajv),
  });
  return {
    readRequest: (request) => {
      const found = router.matchOperation(request);
      const operation = found?.operationId as NeonOperation | undefined;
      if (found === undefined || operation === undefined) {
        return { operation: undefined, path: {}, query: {}, faults: [`no operation ${request.path}`] };
      }
      const { params, query } = router.parseRequest(request, found);
      const { errors } = validator.validateRequest(request, found);
      const faults = (errors ?? []).map((one) => `${operation}${one.instancePath} ${one.message}`);
      return {
        operation,
        path: params as Record<string, string>,
        query: query as Record<string, string>,
        faults,
      };
    },
    checkAnswer: (operation, status, body) => {
      const { errors } = validator.validateResponse(body, operation, status);
      return (errors ?? []).map((one) => `${operation} ${status}${one.instancePath} ${one.message}`);
    },
  };
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
}

function readDocument(): Document {
  const source = import.meta.resolve("@neondatabase/api-client/public-v2-for-users.gen.yaml");
  const document = parse(readFileSync(fileURLToPath(source), "utf8")) as Document;
  const wanted = new Set<string>(Object.values(neonOperations).map(({ path }) => path));
  const paths = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    wanted.has(path) ? [[path, closeBodies(inline(document, item))] as const] : [],
  );
  return { openapi: document.openapi, info: document.info, paths: Object.fromEntries(paths) } as Document;
}

/** Puts in what is referred to. The document has keys beside `$ref`, which tools of the trade refuse. */
function inline(document: Document, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => inline(document, one));
  if (typeof value !== "object" || value === null) return value;
  const { $ref, ...rest } = value as Schema & Record<string, unknown>;
  const own = Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, inline(document, one)]));
  if ($ref === undefined) return own;
  const target = $ref
    .slice(2)
    .split("/")
    .reduce<unknown>((place, key) => (place as Record<string, unknown>)[key], document);
  return { ...(inline(document, target) as object), ...own };
}

/** The document lets bodies have keys that it does not name; a slip of ours would pass. */
function closeBodies(item: unknown): unknown {
  return Object.fromEntries(
    Object.entries(item as Record<string, unknown>).map(([method, operation]) => {
      const body = (operation as { requestBody?: BodyOfDocument }).requestBody;
      const json = body?.content["application/json"];
      if (json === undefined) return [method, operation];
      const closed = { ...body, content: { "application/json": { schema: close(json.schema) } } };
      return [method, { ...(operation as object), requestBody: closed }];
    }),
  );
}

interface BodyOfDocument {
  readonly content: { readonly "application/json": { readonly schema: Schema } };
}

function close({ allOf, ...schema }: Schema): Schema {
  const parts = [schema, ...(allOf ?? [])];
  const properties = Object.assign({}, ...parts.map((one) => one.properties)) as Record<string, Schema>;
  if (Object.keys(properties).length === 0) return schema;
  return {
    additionalProperties: false,
    ...schema,
    type: "object",
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, close(one)])),
  };
}
