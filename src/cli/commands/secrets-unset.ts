import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { answerChange } from "./answer-change.ts";

export async function secretsUnset(
  this: Session,
  _: CommonFlags,
  name: string,
  stage?: string,
): Promise<void> {
  const result = await this.perform((context) => this.actions.unsetSecret(context, { name, stage }));
  await answerChange(this, result);
}
