// Serves the bucket `media` until it is killed. Arguments: compiled object-storage.js, folder.
// Sends `{ url }` to its parent when it is ready, and `{ residentBytes, peakBytes }` whenever it is sent anything.
import { pathToFileURL } from "node:url";

const [compiled, folder] = process.argv.slice(2);
const { openObjectStorage } = await import(pathToFileURL(compiled).href);
const storage = await openObjectStorage({
  folder,
  findAccessKey: () => ({ secretAccessKey: "secret", may: () => true }),
  onError: (error) => process.stderr.write(`${error?.stack}\n`),
});
if (!(await storage.hasBucket("media"))) await storage.createBucket("media");
const { url } = await storage.listen();
process.on("message", () => {
  globalThis.gc?.();
  const { maxRSS } = process.resourceUsage();
  process.send({ residentBytes: process.memoryUsage().rss, peakBytes: maxRSS * 1024 });
});
process.once("disconnect", () => process.exit());
process.send({ url });
