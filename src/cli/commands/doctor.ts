import { exitCodes } from "../../errors.ts";
import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";

export async function doctor(this: Session, _: CommonFlags, stage?: string): Promise<void> {
  const diagnosis = await withChoices(this, (context) => this.actions.doctor(context, { stage }));
  const { doctorResult, sayDoctor } = await import("../../reports/doctor.ts");
  const result = doctorResult(diagnosis, this.page.language);
  await this.answer(result, (page) => sayDoctor(result, page));
  if (result.counts.error > 0 || result.failure !== null) this.exitCode = exitCodes.failed;
}
