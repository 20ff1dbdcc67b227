/** What somebody may not do, and to what; null where AWS does not say it. */
export interface Denial {
  /** `lambda:CreateFunction`. */
  readonly action: string | null;
  /** An ARN. */
  readonly target: string | null;
}

/**
 * Takes apart AWS's sentence of a refused right.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readDenial(sentence: string): Denial {
  const found =
    /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)(?:.*? on (?:the )?resource:? (\S+))?/s.exec(sentence);
  const named = /permission "?([a-z0-9-]+:[A-Za-z]+)"? is required/.exec(sentence)?.[1];
  return { action: found?.[1] ?? named ?? null, target: found?.[2] ?? null };
}
