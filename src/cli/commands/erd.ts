import { withChoices } from "../choose-candidate.ts";
import type { Session } from "../session.ts";
import type { CommonFlags } from "../verb.ts";
import { answerDocument } from "./answer-document.ts";

export interface PictureFlags extends CommonFlags {
  /** A release's number. */
  readonly against?: number;
  readonly out?: string;
}

export interface ErdFlags extends PictureFlags {
  readonly format: "svg" | "mermaid";
}

export async function erd(this: Session, { against, format, out }: ErdFlags, stage?: string): Promise<void> {
  const known = await withChoices(this, (context) =>
    this.actions.learnApplication(context, { stage, against }),
  );
  const { erdResult } = await import("../../reports/pictures/erd/erd-result.ts");
  const result = erdResult(known);
  const { language } = this.page;
  if (format === "mermaid") {
    const { sayMermaid } = await import("../../reports/pictures/erd/mermaid.ts");
    return answerDocument(this, { result, text: sayMermaid(result, language), out });
  }
  const { drawErd } = await import("../../reports/pictures/erd/draw-erd.ts");
  const fileName = `${known.name}-${known.stage}-erd.svg`;
  return answerDocument(this, { result, text: drawErd(result, language), out, fileName });
}
