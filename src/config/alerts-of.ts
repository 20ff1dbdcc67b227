import type { Layer } from "./schema.ts";

/** Who is told when something goes wrong, and when. */
export interface AlertsConfig {
  readonly email: string;
  /** Errors within five minutes. */
  readonly errors: number;
  /** US dollars a month; null for no budget. */
  readonly budgetUsd: number | null;
}

/** Fills in the defaults of `[alerts]`, merged; null where nobody is to be told. */
export function alertsOf({
  email,
  errors = 1,
  budget = 10,
}: NonNullable<Layer["alerts"]>): AlertsConfig | null {
  return email === undefined ? null : { email, errors, budgetUsd: budget === 0 ? null : budget };
}
