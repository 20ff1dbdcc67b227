import type { ActionEvent } from "../actions/events.ts";
import type { StepName } from "../actions/results.ts";
import { sayActiveStep, sayFound, sayNoticeLine, sayStep, sayWaiting } from "../reports/progress.ts";
import { sayMigrations } from "../reports/migrations.ts";
import type { Page } from "../reports/page.ts";
import { sayDevEvent } from "../reports/dev.ts";
import type { Output } from "./world.ts";

/** Turns events into lines of progress. */
export interface Painter {
  tell(event: ActionEvent): void;
  /** Wipes the lines that turn and gives the cursor back; safe to call twice. */
  end(): void;
}

export interface PainterOptions {
  /** True overwrites the lines of steps under way, of which there may be several at once; false writes each line once. */
  readonly isLive: boolean;
  readonly nowMs: () => number;
  readonly verbose: boolean;
  /** Files below it are named from there. */
  readonly cwd: string;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;
const frameMs = 100;

interface ActiveStep {
  readonly startedMs: number;
  readonly text: string;
}

/**
 * Paints progress on a terminal or into a log.
 */
export function createPainter(output: Output, page: Page, options: PainterOptions): Painter {
  const active = new Map<StepName, ActiveStep>();
  let drawnLines = 0;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;

  const wipe = (): string => (drawnLines === 0 ? "" : `\u001B[${drawnLines}F\u001B[0J`);
  const draw = (permanent: string): void => {
    if (!options.isLive) {
      output.write(permanent);
      return;
    }
    const lines = [...active].map(([name, { text, startedMs }]) => {
      const elapsedMs = options.nowMs() - startedMs;
      return `${sayActiveStep({ name, text, elapsedMs, frame: frames[frame % frames.length] ?? "" }, page)}\n`;
    });
    const cursor =
      lines.length > 0 === drawnLines > 0 ? "" : lines.length > 0 ? "\u001B[?25l" : "\u001B[?25h";
    output.write(`${wipe()}${permanent}${lines.join("")}${cursor}`);
    drawnLines = lines.length;
    schedule();
  };
  const schedule = (): void => {
    if (active.size > 0 && timer === undefined) {
      timer = setInterval(() => {
        frame += 1;
        draw("");
      }, frameMs);
      timer.unref();
    } else if (active.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  return {
    tell: (event) => {
      track(event, active, options.nowMs);
      const line =
        event.type === "dev" ? sayDevEvent(event.event, { ...options, page }) : sayEvent(event, page);
      if (line !== undefined) draw(`${line}\n`);
      else if (options.isLive) draw("");
    },
    end: () => {
      active.clear();
      if (drawnLines > 0) draw("");
      schedule();
    },
  };
}

/** Keeps what is under way. */
function track(event: ActionEvent, active: Map<StepName, ActiveStep>, nowMs: () => number): void {
  if (event.type === "step-started") active.set(event.name, { startedMs: nowMs(), text: "" });
  else if (event.type === "step-ended") active.delete(event.step.name);
  else if (event.type === "progress") {
    const step = active.get(event.name);
    if (step !== undefined) active.set(event.name, { ...step, text: event.text });
  }
}

function sayEvent(event: ActionEvent, page: Page): string | undefined {
  switch (event.type) {
    case "found":
      return sayFound(event, page);
    case "notice":
      return sayNoticeLine(event.notice, page);
    case "step-ended":
      return sayStep(event.step, page);
    case "migrations-judged":
      return sayMigrations(event.judged, { verbose: false }, page) || undefined;
    case "waiting-for-lock":
      return sayWaiting(event, page);
    default:
      return undefined;
  }
}
