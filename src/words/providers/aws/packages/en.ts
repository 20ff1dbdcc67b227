/** What is said of what is packed for Lambda, in English: the type that the other languages follow. */
export const packagesEn = {
  errors: {
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
