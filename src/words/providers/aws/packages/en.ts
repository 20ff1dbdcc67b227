/** What is said of what is packed for Lambda, in English: the type that the other languages follow. */
export const packagesEn = {
  errors: {
    SNAPSTART_IMPOSSIBLE: (facts: { why: "python" | "tmp" | "form"; found: string }) => ({
      cause: {
        python: `Lambda takes snapshots from Python 3.12 on, and the application runs on ${facts.found}.`,
        tmp: `Lambda takes no snapshot of a function with more than 512 MB of /tmp; functions.web.tmp is ${facts.found}.`,
        form: "Lambda takes no snapshot of a container image, which the application becomes: it is too large for a zip.",
      }[facts.why],
      fix: {
        python: "Take a newer Python (app.python), or remove functions.web.snapstart.",
        tmp: "Remove functions.web.tmp, or functions.web.snapstart.",
        form: "Remove packages that it does not need, or functions.web.snapstart.",
      }[facts.why],
    }),
    VERSION_NOT_READY: (facts: { function: string; reason: string }) => ({
      cause:
        facts.reason === ""
          ? `Lambda has not made the new version of ${facts.function} ready for a quarter of an hour.`
          : `Lambda could not make the new version of ${facts.function} ready: ${facts.reason}`,
      fix: "What was served before is served still. If the application failed while it was loaded, `monolift logs` has its traceback. Otherwise run the same command again.",
    }),
    LAMBDA_PYTHON_UNFIT: (facts: { specifier: string; from: string; offered: readonly string[] }) => ({
      cause: `${facts.from} asks for Python ${facts.specifier}; Lambda offers ${facts.offered.join(", ")}.`,
      fix: "Widen the range so that it takes one of these in, or name one of them as app.python in monolift.toml.",
    }),
    REGISTRY_UNREACHABLE: (facts: { host: string }) => ({
      cause: `The image registry ${facts.host} does not answer.`,
      fix: "Check the network and the proxy, then run the same command again: what was uploaded is not sent twice.",
    }),
    REGISTRY_REFUSED: (facts: { host: string; repository: string; method: string; status: number }) => ({
      cause: `The image registry ${facts.host} refused a request about ${facts.repository} (${facts.method}, status ${facts.status}).`,
      fix:
        facts.status === 401 || facts.status === 403
          ? "Whoever runs this needs the right to do it; for ECR: ecr:GetAuthorizationToken, ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer, ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload and ecr:PutImage."
          : "Its own words are below, if it had any. Run the same command again: what was uploaded is not sent twice.",
    }),
    IMAGE_DAMAGED: (facts: { host: string; digest: string }) => ({
      cause: `What came from ${facts.host} is not what its digest says (${facts.digest}). Nothing of it was used.`,
      fix: "Run the same command again. If it happens again, something between here and the registry changes what it transports: a proxy, for example.",
    }),
    BASE_IMAGE_MISSING: (facts: { reference: string; architecture: string; offered: readonly string[] }) => ({
      cause:
        facts.offered.length === 0
          ? `There is no image ${facts.reference}.`
          : `The image ${facts.reference} is not there for ${facts.architecture}, only for ${facts.offered.join(", ")}.`,
      fix: "Check its name and tag, or take the architecture that it is made for.",
    }),
  },
  notices: {
    SNAPSTART_COSTS: (facts: { usdEach: number; usdRestored: number; kept: number }) =>
      `SnapStart costs about $${facts.usdEach.toFixed(2)} a month for each release that is kept, also while nobody asks: $${(facts.usdEach * facts.kept).toFixed(2)} for ${facts.kept} of them (us-east-1), and $${facts.usdRestored.toFixed(2)} for a thousand starts.`,
    VERSION_WAITS: (facts: { function: string; minutes: number }) =>
      `Lambda is making the new version of ${facts.function} ready${facts.minutes === 0 ? "" : ` (${facts.minutes} min)`}`,
    ARM64_LACKS_WHEELS: (facts: { packages: readonly string[] }) =>
      `The functions run on x86_64: ${facts.packages.join(", ")} ${facts.packages.length === 1 ? "has" : "have"} no wheel for arm64, which costs a fifth less. To save looking each time, write functions.web.architecture = "x86_64".`,
    IMAGE_FOR_FILES: (facts: { files: number }) =>
      `The application has ${facts.files} files with its dependencies, and a zip holds 65,535: on AWS it becomes a container image, which starts more slowly the first time.`,
    LAMBDA_PYTHON_OTHER: (facts: { taken: string; inspected: string; from: string | null }) =>
      `On Lambda the application runs on Python ${facts.taken}${facts.from === null ? "" : `, as ${facts.from} asks for`}; here it was inspected on Python ${facts.inspected}. What it does may differ.`,
    LAMBDA_PYTHON_ENDED: (facts: { python: string; date: string }) =>
      `AWS has not supported Python ${facts.python} since ${facts.date}: it gets no more security updates, and some weeks later AWS refuses new functions that use it. Choose a newer one (app.python in monolift.toml).`,
  },
};

export type PackagesWords = typeof packagesEn;
