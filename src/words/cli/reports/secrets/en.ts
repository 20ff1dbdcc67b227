/** The words about secrets in English: the type that the other languages follow. */
export const secretReportsEn = {
  name: "SECRET",
  changed: "CHANGED",
  from: "FROM",
  usedAs: "USED AS",
  uses: { variable: "variable", file: "file" },
  origins: {
    generated: (): string => "generated",
    given: (by: string | null): string => (by === null ? "set" : `set by ${by}`),
  },
  getHint: "monolift secrets get NAME prints one value; monolift secrets set NAME changes it.",
  question: (name: string): string => `The value for ${name} (it is not shown)`,
  whichEnvironment: "Which of them is this stage's?",
  set: (stage: string, names: string): string => `Kept for ${stage}: ${names}`,
  removed: (stage: string, names: string): string => `Removed from ${stage}: ${names}`,
  unchanged: (stage: string): string => `Nothing to change: ${stage} has these values already.`,
  more: (count: number): string => `${count} more`,
  effects: {
    now: "In effect now: new sandboxes answer, and no request was lost.",
    "next-up": "In effect from the next monolift up on.",
  },
};

export type SecretReportWords = typeof secretReportsEn;
