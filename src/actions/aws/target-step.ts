import type { Detection } from "../../frameworks/framework.ts";
import { chooseLambdaPython } from "../../bundle/lambda-python.ts";
import type { ActionContext } from "../context.ts";

/** The machines that an application is packed for. */
export interface LambdaTarget {
  /** `3.13`: Lambda's runtime `python3.13`. */
  readonly python: string;
  readonly architecture: "x86_64" | "arm64";
}
