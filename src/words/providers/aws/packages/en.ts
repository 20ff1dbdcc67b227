/** What is said of what is packed for Lambda, in English: the type that the other languages follow. */
export const packagesEn = {
  errors: {
    LAMBDA_PYTHON_UNFIT: (facts: { specifier: string; from: string; offered: readonly string[] }) => ({
      cause: `${facts.from} asks for Python ${facts.specifier}; Lambda offers ${facts.offered.join(", ")}.`,
      fix: "Widen the range so that it takes one of these in, or name one of them as app.python in monolift.toml.",
    }),
  },
  notices: {
    LAMBDA_PYTHON_OTHER: (facts: { taken: string; inspected: string; from: string | null }) =>
      `On Lambda the application runs on Python ${facts.taken}${facts.from === null ? "" : `, as ${facts.from} asks for`}; here it was inspected on Python ${facts.inspected}. What it does may differ.`,
    LAMBDA_PYTHON_ENDED: (facts: { python: string; date: string }) =>
      `AWS has not supported Python ${facts.python} since ${facts.date}: it gets no more security updates, and some weeks later AWS refuses new functions that use it. Choose a newer one (app.python in monolift.toml).`,
  },
};

export type PackagesWords = typeof packagesEn;
