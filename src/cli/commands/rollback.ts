import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export interface RollbackFlags extends CommonFlags {
  readonly to?: number;
  readonly withSecrets: boolean;
  readonly breakLock: boolean;
}

export async function rollback(
  this: Session,
  { to, withSecrets, breakLock: breaksLock }: RollbackFlags,
  stage?: string,
): Promise<void> {
  const result = await this.perform((context) =>
    this.actions.rollback(context, { stage, to, withSecrets, breaksLock }),
  );
  await this.answer(result, async (page) => {
    const { sayRollback } = await import("../../reports/rollback.ts");
    return sayRollback(result, page);
  });
}
