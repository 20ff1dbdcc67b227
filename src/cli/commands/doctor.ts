import { exitCodes, UserError } from "../../errors.ts";
import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { offerPicture } from "./answer-document.ts";

export interface DoctorFlags extends CommonFlags {
  readonly cold: boolean;
  readonly out?: string;
}

export async function doctor(this: Session, { cold, out }: DoctorFlags, stage?: string): Promise<void> {
  if (cold) return studyCold(this, out, stage);
  if (out !== undefined) throw new UserError("OUT_NEEDS_COLD", {}, { exitCode: exitCodes.wrongUse });
  const diagnosis = await withChoices(this, (context) => this.actions.doctor(context, { stage }));
  const { doctorResult, sayDoctor } = await import("../../reports/doctor.ts");
  const result = doctorResult(diagnosis, this.page.language);
  await this.answer(result, (page) => sayDoctor(result, page));
  if (result.counts.error > 0 || result.failure !== null) this.exitCode = exitCodes.failed;
}

async function studyCold(session: Session, out: string | undefined, stage?: string): Promise<void> {
  const study = await withChoices(session, (context) => session.actions.cold(context, { stage }));
  const { coldResult, sayCold } = await import("../../reports/cold.ts");
  const { drawFlames } = await import("../../reports/pictures/draw-flames.ts");
  const result = coldResult(study);
  const fileName = `${study.name}-${study.stage}-cold.svg`;
  const said = await offerPicture(session, { text: drawFlames(study, session.page.language), out, fileName });
  await session.answer(result, (page) => [sayCold(result, page), ...said].join("\n\n"));
}
