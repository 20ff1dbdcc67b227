/** A managed Python runtime of Lambda. */
export interface LambdaPython {
  /** `3.12` */
  readonly python: string;
  /** Version of the C library of its Linux: Amazon Linux 2 has 2.26, Amazon Linux 2023 has 2.34. */
  readonly glibc: string;
  /** Day from which on it gets no more updates. */
  readonly until: string;
}

/**
 * The managed runtimes, oldest first, as AWS lists them in 2026; 3.15 is announced for the end of that year.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-supported
 */
export const lambdaPythons: readonly LambdaPython[] = [
  { python: "3.10", glibc: "2.26", until: "2026-10-31" },
  { python: "3.11", glibc: "2.26", until: "2027-06-30" },
  { python: "3.12", glibc: "2.34", until: "2028-10-31" },
  { python: "3.13", glibc: "2.34", until: "2029-06-30" },
  { python: "3.14", glibc: "2.34", until: "2029-06-30" },
];
