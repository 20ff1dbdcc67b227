// Serves one bucket of the platform's object storage. Arguments: a folder, the bucket, the key's two halves.
// Prints the address; ends when its standard input does.
import { openObjectStorage } from "../../../.cache/modules/platform/s3/object-storage.js";

const [folder, bucket, accessKeyId, secretAccessKey] = process.argv.slice(2);
const storage = await openObjectStorage({
  folder,
  findAccessKey: (id) =>
    id === accessKeyId ? { secretAccessKey, may: (_, wanted) => wanted === bucket } : undefined,
  onError: console.error,
});
await storage.createBucket(bucket);
const { url } = await storage.listen();
process.stdin.resume();
process.stdin.once("end", () => void storage.close());
process.stdout.write(`${url}\n`);
