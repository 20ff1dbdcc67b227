import type { SecretsChangeResult } from "../../actions/secret-results.ts";
import type { Session } from "../session.ts";

/** Writes what a change of secrets did. */
export async function answerChange(session: Session, result: SecretsChangeResult): Promise<void> {
  await session.answer(result, async (page) => {
    const { saySecretsChange } = await import("../../reports/secrets.ts");
    return saySecretsChange(result, page);
  });
}
