import { parseDuration } from "./parse-duration.ts";

/**
 * Reads the short form of a canary: `10% 5m`, as the deployment configurations of AWS CodeDeploy have it
 * (`LambdaCanary10Percent5Minutes`).
 *
 * @returns Percent and seconds, or `undefined` for any other text.
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
 */
export function parseCanary(
  text: string,
): { readonly percent: number; readonly seconds: number } | undefined {
  const [, percent, time = ""] = /^([1-9]\d?)%\s+(\S+)$/u.exec(text) ?? [];
  const seconds = parseDuration(time);
  return percent === undefined || seconds === undefined ? undefined : { percent: Number(percent), seconds };
}
