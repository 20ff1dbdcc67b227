import { groupBy } from "../facts/apps.ts";
import { readPath, type PathPiece } from "../facts/read-path.ts";
import type { Facts } from "../facts/schema.ts";
import { reportWords } from "../words/cli/reports/report-words.ts";
import type { Language } from "../words/words.ts";
import { routesResult } from "./routes.ts";

/** A JSON document; its shape is the one that OpenAPI says. */
type Json = Readonly<Record<string, unknown>>;

/** What texts a converter takes. @see https://docs.djangoproject.com/en/stable/topics/http/urls/#path-converters */
const schemas: Readonly<Record<string, Json>> = {
  int: { type: "integer", minimum: 0 },
  slug: { type: "string", pattern: "^[-a-zA-Z0-9_]+$" },
  uuid: { type: "string", format: "uuid" },
  str: { type: "string", minLength: 1 },
};

/** Methods that OpenAPI knows and that a view answers by itself, not only because Django does. */
const told = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * The API as an OpenAPI document: of the project's own generator where it has one, else what the routes tell.
 *
 * @see https://spec.openapis.org/oas/v3.0.3
 */
export function sayOpenapi(
  facts: Facts,
  about: { readonly name: string; readonly language: Language },
): Json {
  return facts.openapi?.document ?? openapiOfRoutes(facts, about);
}

/**
 * Paths with their parameters and methods. Of what is sent and answered routes tell nothing. Where Django would answer
 * several routes that OpenAPI cannot tell apart (`/<int:pk>/` and `/<slug:slug>/`), the first of them says what the
 * parameters are, and those after it add the methods that it has not.
 */
function openapiOfRoutes(
  facts: Facts,
  { name, language }: { readonly name: string; readonly language: Language },
): Json {
  const words = reportWords(language).openapi;
  const { routes } = routesResult(facts);
  const described = facts.routes.map((route, index) => {
    const { path, parameters } = templateOf(readPath(route));
    const { app = "", view = "", name: routeName = null, methods = null } = routes[index] ?? {};
    return { path, parameters, app, view, name: routeName, methods };
  });
  const identify = uniqueNames();
  const paths = groupBy(described, ({ path }) => path.replaceAll(/\{[^}]*\}/g, "{}")).map(([, same]) => {
    const [first] = same;
    const operations = new Map<string, Json>();
    for (const route of same) {
      for (const method of methodsOf(route.methods)) {
        const key = method.toLowerCase();
        if (operations.has(key)) continue;
        operations.set(key, {
          operationId: identify(`${route.name ?? route.view}_${key}`.replaceAll(/[^A-Za-z0-9_]+/g, "_")),
          tags: [route.app],
          description: route.methods === null ? `${route.view}. ${words.anyMethod}` : route.view,
          responses: { default: { description: words.response } },
        });
      }
    }
    const { path = "", parameters = [] } = first ?? {};
    return [
      path,
      { ...(parameters.length === 0 ? {} : { parameters }), ...Object.fromEntries(operations) },
    ] as const;
  });
  return {
    openapi: "3.0.3",
    info: { title: name, version: "0", description: words.fromRoutes },
    paths: Object.fromEntries(paths),
  };
}

/** A view that does not say which methods it takes gets those that a browser sends. */
function methodsOf(methods: readonly string[] | null): readonly string[] {
  return methods === null ? ["GET", "POST"] : told.filter((method) => methods.includes(method));
}

/** A path with `{name}` for what varies, and what that is. */
function templateOf(pieces: readonly PathPiece[]): {
  readonly path: string;
  readonly parameters: readonly Json[];
} {
  const identify = uniqueNames();
  const parameters: Json[] = [];
  const place = (name: string | null, schema: Json): string => {
    const unique = identify(name ?? "part");
    parameters.push({ name: unique, in: "path", required: true, schema });
    return `{${unique}}`;
  };
  const path = pieces.map((piece) => {
    if (piece.kind === "text") return piece.text.replaceAll(/[{}]/g, encodeURIComponent);
    // OpenAPI has no optional parts: what Django redirects to, and what people write, has it.
    if (piece.kind === "optional") return piece.text;
    if (piece.kind === "regex") return place(null, patternOf(piece.regex));
    return place(
      piece.name,
      piece.converter === null
        ? patternOf(piece.regex ?? "")
        : (schemas[piece.converter] ?? converterOf(piece.converter)),
    );
  });
  return { path: `/${path.join("")}`, parameters };
}

/** A converter of the project's own, or `path`, whose texts hold slashes. */
function converterOf(converter: string): Json {
  return { type: "string", "x-django-converter": converter };
}

/** What JavaScript reads as Python does; what only Python reads is kept beside. */
function patternOf(regex: string): Json {
  const pattern = `^(?:${regex})$`;
  const isPythons = /\(\?P|\\[AZ]|\(\?[aiLmsux]/.test(regex);
  return isPythons || !isReadable(pattern)
    ? { type: "string", "x-django-regex": regex }
    : { type: "string", pattern };
}

function isReadable(pattern: string): boolean {
  try {
    return RegExp(pattern, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** Gives each name once: the second `pk` is `pk_2`. */
function uniqueNames(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    let unique = name;
    for (let number = 2; given.has(unique); number += 1) unique = `${name}_${number}`;
    given.add(unique);
    return unique;
  };
}
