/** What one try of a fault has shown. */
export interface Trial {
  /** Notes what the owner saw. */
  readonly see: (text: string) => void;
  /** Notes what is true afterwards, or is not. */
  readonly holds: (sentence: string, isTrue: boolean, instead?: unknown) => void;
  /** Counts the requests of a visitor, and those that were not answered well. */
  readonly count: (visit: { readonly asked: number; readonly failed: readonly string[] }) => void;
  /** Milliseconds of the `up` that brought everything to its end. */
  readonly took: (milliseconds: number) => void;
  /** All of it, as docs/reliability.md shows it. */
  readonly row: () => Row;
}

export interface Row {
  readonly seen: readonly string[];
  readonly truths: readonly { readonly sentence: string; readonly isTrue: boolean }[];
  readonly asked: number;
  readonly failed: number;
  /** Null where no `up` came after it. */
  readonly upMs: number | null;
}

export function createTrial(): Trial {
  const seen: string[] = [];
  const truths: { sentence: string; isTrue: boolean }[] = [];
  let asked = 0;
  let failed = 0;
  let upMs: number | null = null;
  return {
    see: (text) => void seen.push(text),
    holds: (sentence, isTrue, instead) => {
      const said = isTrue || instead === undefined ? "" : `: ${JSON.stringify(instead)}`;
      truths.push({ sentence: `${sentence}${said}`, isTrue });
    },
    count: (visit) => {
      asked += visit.asked;
      failed += visit.failed.length;
    },
    took: (milliseconds) => void (upMs = Math.round(milliseconds)),
    row: () => ({ seen, truths, asked, failed, upMs }),
  };
}
