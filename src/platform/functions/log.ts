/**
 * One line of a function's log. Times are ISO 8601 in UTC.
 * `start`, `end` and `report` are the lines that Lambda writes around each invocation, in Lambda's wording.
 */
export interface LogRecord {
  readonly time: string;
  readonly function: string;
  readonly version: number;
  /** Names the sandbox, as Lambda's log stream does. */
  readonly sandbox: string;
  /** Null for what is said outside a request, such as in the init phase. */
  readonly requestId: string | null;
  /**
   * `application` for what the program printed or logged; the others are the platform's own lines: `hint` names the
   * limit of Lambda's that the program ran into, and the way out.
   */
  readonly kind: "application" | "start" | "end" | "report" | "error" | "hint";
  /** Null when the program only printed the text. */
  readonly level: LogLevel | null;
  readonly message: string;
}

export type LogLevel = "debug" | "info" | "warning" | "error" | "critical";

/** Takes records; never blocks and never throws. */
export type WriteLog = (record: LogRecord) => void;

/** Writes a record as one line of JSON; this is done three times a request, and costs a third of `JSON.stringify`. */
export function formatRecord(record: LogRecord): string {
  const requestId = record.requestId === null ? "null" : `"${record.requestId}"`;
  const level = record.level === null ? "null" : `"${record.level}"`;
  return (
    `{"time":"${record.time}","function":"${record.function}","version":${record.version},` +
    `"sandbox":"${record.sandbox}","requestId":${requestId},"kind":"${record.kind}","level":${level},` +
    `"message":${JSON.stringify(record.message)}}`
  );
}

/** A clock that gives ISO 8601 texts, and the same one for all calls within a millisecond. */
export function createIsoClock(): () => string {
  let at = 0;
  let text = "";
  return () => {
    const now = Date.now();
    if (now !== at) {
      at = now;
      text = new Date(now).toISOString();
    }
    return text;
  };
}
