import type { Language } from "../../words/words.ts";
import type { Isolation } from "./isolation.ts";
import type { Leash } from "./leash.ts";
import type { WriteLog } from "./log.ts";
import type { MemoryWatch } from "./memory-watch.ts";

/** What all sandboxes of a platform share. */
export interface SandboxHost {
  readonly isolation: Isolation;
  readonly leash: Leash;
  readonly memory: MemoryWatch;
  readonly log: WriteLog;
  /** The time as ISO 8601. */
  readonly clock: () => string;
  /** Of the hints in the log. */
  readonly language: Language;
  /** Folder for the sandboxes' own folders. */
  readonly temporary: string;
  readonly region: string;
  /** How fast a streamed response goes after its first 6 MB. */
  readonly streamBytesPerSecond: number;
}
