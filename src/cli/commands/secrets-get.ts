import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

/** Prints the value and nothing else, so that a pipe gets it as it is. */
export async function secretsGet(this: Session, _: CommonFlags, name: string, stage?: string): Promise<void> {
  const result = await this.perform((context) => this.actions.getSecret(context, { name, stage }));
  await this.answer(result, () => result.value);
}
