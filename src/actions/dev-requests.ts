import type { AnsweredRequest } from "../providers/local/develop.ts";
import type { DevRequest } from "./dev-events.ts";
import type { LogRecord } from "./results.ts";

/** What a function's `REPORT` line says that the door cannot know. */
type Report = Pick<DevRequest, "memoryMb" | "initMs">;

/** How long a response waits for its report: the line comes over a pipe of its own, after the program's last output. */
const lateMs = 500;

const noReport: Report = { memoryMb: null, initMs: null };

/** Puts each response together with the report of its invocation, whichever comes first. */
export interface RequestJoiner {
  readonly onAnswered: (answered: AnsweredRequest) => void;
  readonly onReport: (record: LogRecord) => void;
  /** Tells what still waits, without its report. */
  readonly end: () => void;
}

/**
 * Makes a joiner.
 *
 * @param tell Called once for each response, at most half a second after it.
 * @param shortName Gives the name of a function as the file has it.
 */
export function createRequestJoiner(
  tell: (request: DevRequest) => void,
  shortName: (functionName: string) => string,
): RequestJoiner {
  const reports = new Map<string, Report>();
  const waiting = new Map<string, () => void>();

  const finish = (answered: AnsweredRequest, time: string, report: Report): void => {
    const { functionName, ...rest } = answered;
    tell({ ...rest, time, function: functionName === null ? null : shortName(functionName), ...report });
  };
  return {
    onAnswered: (answered) => {
      const time = new Date().toISOString();
      const { requestId } = answered;
      const report = requestId === null ? noReport : reports.get(requestId);
      if (requestId === null || report !== undefined) {
        if (requestId !== null) reports.delete(requestId);
        return finish(answered, time, report ?? noReport);
      }
      const timer = setTimeout(() => waiting.get(requestId)?.(), lateMs);
      waiting.set(requestId, () => {
        clearTimeout(timer);
        waiting.delete(requestId);
        finish(answered, time, reports.get(requestId) ?? noReport);
        reports.delete(requestId);
      });
    },
    onReport: ({ requestId, message }) => {
      if (requestId === null) return;
      reports.set(requestId, readReport(message));
      waiting.get(requestId)?.();
      // A response that nobody waited for is not told of.
      setTimeout(() => reports.delete(requestId), lateMs).unref();
    },
    end: () => {
      for (const goOn of waiting.values()) goOn();
    },
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/python-logging.html */
function readReport(message: string): Report {
  const memory = /Max Memory Used: (\d+) MB/.exec(message)?.[1];
  const init = /Init Duration: ([\d.]+) ms/.exec(message)?.[1];
  return {
    memoryMb: memory === undefined ? null : Number(memory),
    initMs: init === undefined ? null : Number(init),
  };
}
