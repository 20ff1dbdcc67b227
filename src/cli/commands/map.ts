import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import { answerDocument } from "./answer-document.ts";
import type { PictureFlags } from "./erd.ts";

export async function map(this: Session, { against, out }: PictureFlags, stage?: string): Promise<void> {
  const known = await withChoices(this, (context) =>
    this.actions.learnApplication(context, { stage, against }),
  );
  const { mapResult } = await import("../../reports/pictures/map/map-result.ts");
  const { drawMap } = await import("../../reports/pictures/map/draw-map.ts");
  const result = mapResult(known);
  const fileName = `${known.name}-${known.stage}-map.svg`;
  return answerDocument(this, { result, text: drawMap(result, this.page.language), out, fileName });
}
