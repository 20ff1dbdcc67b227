import type { GraphqlResult } from "../actions/inspect-results.ts";

/** Schemas as the application's own library prints them; of several each stands below a comment that names it. */
export function sayGraphql({ schemas }: GraphqlResult): string {
  const [only, ...others] = schemas;
  if (only !== undefined && others.length === 0) return only.sdl.trimEnd();
  return schemas.map(({ schema, sdl }) => `# ${schema}\n\n${sdl.trimEnd()}`).join("\n\n");
}
