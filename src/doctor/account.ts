/** What was found out of the account of AWS that a stage lives in. */
export type AccountSurvey = ReachedAccount | UnreachedAccount;

export interface UnreachedAccount {
  readonly kind: "unreached";
  /** What is missing: a Region, credentials, ones that AWS accepts, or an answer. */
  readonly why: "region" | "credentials" | "refused" | "unreachable";
  /** As AWS or its SDK says it; empty where there is nothing to say. */
  readonly message: string;
}

export interface ReachedAccount {
  readonly kind: "reached";
  /** ARN of whoever calls. */
  readonly caller: string;
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** The account that the file says the stage lives in, where it is another one; null otherwise. */
  readonly wanted: string | null;
  /** Actions that lifting, asking and ending the stage needs, in order. */
  readonly needed: readonly string[];
  /** Those of them that the caller lacks; null where IAM could not be asked. */
  readonly lacking: readonly string[] | null;
  /** Requests at one time: what the account allows all functions together, and what the stage's may serve; null where nobody knows. */
  readonly concurrency: { readonly limit: number; readonly wanted: number } | null;
}
