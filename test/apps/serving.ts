import type { Facts } from "../../src/facts/schema.ts";

/** An application that answers, whoever serves it. */
export interface Serving {
  /** `http://127.0.0.1:PORT` or the browser's address, without a slash at the end. */
  readonly url: string;
  /** Runs a management command to its end; throws when it fails. */
  readonly manage: (
    parameters: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** What was found out about the application; null where nobody looks (plain Django). */
  readonly facts: Facts | null;
  /** Stops it and deletes its data; answers with what is left of it, which should be nothing. */
  readonly remove: () => Promise<readonly string[]>;
}
