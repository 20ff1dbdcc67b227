import { neonEndpoint, saveNeonKey } from "../providers/neon/key.ts";
import type { ActionContext } from "./context.ts";

/**
 * Keeps an API key of Neon for this user, once Neon has accepted it.
 *
 * @param entered As it was typed or pasted.
 * @returns The file that it is kept in.
 * @throws {OperationError} `NEON_KEY_REFUSED`, `NEON_UNREACHABLE`; nothing is kept then.
 */
export async function keepNeonKey(
  { environment, home }: Pick<ActionContext, "environment" | "home">,
  entered: string,
): Promise<string> {
  return (await saveNeonKey(entered, home, { endpoint: neonEndpoint(environment) })).file;
}
