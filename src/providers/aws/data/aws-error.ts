/** True for an error of AWS's that has one of these names: `NoSuchBucket`, `ParameterNotFound`. */
export function isAwsError(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** What a call gives, or undefined where AWS answers with one of these errors. */
export async function unlessAwsError<T>(
  call: Promise<T>,
  ...names: readonly string[]
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isAwsError(error, ...names)) return undefined;
    throw error;
  }
}
