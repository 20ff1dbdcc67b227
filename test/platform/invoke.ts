import type { InvocationFailure } from "../../src/platform/functions/failure.ts";
import type { TestPlatform } from "./test-platform.ts";

/** Sends one event and gives the parsed body of the response, or the failure. */
export function invoke(
  { functions }: TestPlatform,
  path: string,
  qualifier: string | number = "live",
): Promise<{ readonly body: string } | InvocationFailure> {
  const [rawPath, rawQueryString = ""] = path.split("?");
  return new Promise((resolve) => {
    functions.invoke(
      { functionName: "web", qualifier },
      { requestId: crypto.randomUUID(), payload: JSON.stringify({ rawPath, rawQueryString }) },
      {
        onResponse: (payload) => resolve(JSON.parse(payload.toString()) as { body: string }),
        onStream: () => undefined,
        onChunk: () => true,
        onEnd: () => resolve({ body: "streamed" }),
        onFailure: resolve,
      },
    );
  });
}

/** The body of the answer to one event; a failure throws. */
export async function bodyOf(
  platform: TestPlatform,
  path: string,
  qualifier?: string | number,
): Promise<string> {
  const answer = await invoke(platform, path, qualifier);
  if (!("body" in answer)) throw new Error(JSON.stringify(answer));
  return answer.body;
}

/** The state of the one version that is published. */
export function onlyVersion(platform: TestPlatform) {
  const [version] = platform.functions.status().versions;
  if (version === undefined) throw new Error("nothing is published");
  return version;
}
