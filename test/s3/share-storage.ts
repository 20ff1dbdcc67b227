import type { S3Client } from "@aws-sdk/client-s3";
import { afterAll } from "vitest";
import { startStorage, type TestStorage } from "./storage.ts";

/** One storage for all tests of a file, with a client that may do everything; it ends with the file. */
export async function shareStorage(
  options: Parameters<typeof startStorage>[0] = {},
): Promise<{ readonly storage: TestStorage; readonly client: S3Client }> {
  const storage = await startStorage(options);
  afterAll(() => storage.close());
  return { storage, client: storage.client() };
}
