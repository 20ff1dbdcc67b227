/** Output of a stage's stack that says where it is asked. */
const addressOutput = "DoorUrl";

/** Where a stage is asked, without a slash at the end; null before its first release. */
export function addressOf(outputs: Readonly<Record<string, string>> | undefined): string | null {
  return outputs?.[addressOutput]?.replace(/\/$/, "") ?? null;
}
