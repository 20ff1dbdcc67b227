import type { packagesEn } from "../../src/words/providers/aws/packages/en.ts";
import type { Samples } from "./samples.ts";

export const packagesSamples: Samples<typeof packagesEn> = {
  errors: {
    SNAPSTART_IMPOSSIBLE: [
      { why: "python", found: "3.11" },
      { why: "tmp", found: "1024" },
      { why: "form", found: "" },
    ],
    VERSION_NOT_READY: [
      { function: "blog-production-web", reason: "" },
      { function: "blog-production-web", reason: "Error during function init" },
    ],
    LAMBDA_PYTHON_UNFIT: [
      { specifier: "<3.10", from: "pyproject.toml (requires-python)", offered: ["3.11", "3.12"] },
    ],
    REGISTRY_UNREACHABLE: [{ host: "public.ecr.aws" }],
    REGISTRY_REFUSED: [
      { host: "public.ecr.aws", repository: "lambda/python", method: "GET", status: 403 },
      { host: "public.ecr.aws", repository: "lambda/python", method: "PUT", status: 500 },
    ],
    IMAGE_DAMAGED: [{ host: "public.ecr.aws", digest: "sha256:0a1b" }],
    BASE_IMAGE_MISSING: [
      { reference: "public.ecr.aws/lambda/python:3.99", architecture: "arm64", offered: [] },
      { reference: "public.ecr.aws/lambda/python:3.13", architecture: "arm64", offered: ["amd64"] },
    ],
  },
  notices: {
    SNAPSTART_COSTS: [{ usdEach: 3.95, usdRestored: 0.14, kept: 5 }],
    VERSION_WAITS: [
      { function: "blog-production-web", minutes: 0 },
      { function: "blog-production-web", minutes: 2 },
    ],
    ARM64_LACKS_WHEELS: [{ packages: ["mysqlclient"] }, { packages: ["mysqlclient", "pycairo"] }],
    IMAGE_FOR_FILES: [{ files: 70_211 }],
    LAMBDA_PYTHON_OTHER: [
      { taken: "3.13", inspected: "3.12", from: ".python-version" },
      { taken: "3.13", inspected: "3.9", from: null },
    ],
    LAMBDA_PYTHON_ENDED: [{ python: "3.10", date: "2026-10-31" }],
  },
};
