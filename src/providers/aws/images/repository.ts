import {
  BatchDeleteImageCommand,
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  PutLifecyclePolicyCommand,
  SetRepositoryPolicyCommand,
  type ImageDetail,
  type Repository,
} from "@aws-sdk/client-ecr";
import type { LambdaImage } from "../../../bundle/lambda/image.ts";
import { parseJson } from "../../../system/json.ts";
import type { Aws } from "../aws.ts";
import { stageTags, type StageNames } from "../names.ts";
import { openRegistry, type Registry } from "./registry.ts";

/** Where a stage's images are kept. */
export interface ImageRepository {
  /** `monolift/blog/production` */
  readonly name: string;
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/monolift/blog/production` */
  readonly uri: string;
}

/** Name of a stage's repository. */
export function repositoryName({ project, stage }: StageNames): string {
  return `monolift/${project}/${stage}`;
}

/** The tag that an image is pushed under: it follows from the image, so that none ever takes another one's. */
export function imageTag({ manifest }: Pick<LambdaImage, "manifest">): string {
  return manifest.digest.slice("sha256:".length).slice(0, 16);
}

/**
 * Makes the repository of a stage's images where it is not there yet, and lets Lambda read from it. Nothing is written
 * when all is as it should be.
 *
 * Its lifecycle only removes what has no tag, the remains of a push that was interrupted: versions of a function that
 * somebody may return to need their images, so that those are removed by `removeImages` alone.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
export async function ensureRepository(aws: Aws, names: StageNames): Promise<ImageRepository> {
  const client = aws.client(ECRClient);
  const name = repositoryName(names);
  const found = (await describe(aws, names)) ?? (await create(aws, names));
  const lifecycle = await orUndefined(
    client.send(new GetLifecyclePolicyCommand({ repositoryName: name })),
    "LifecyclePolicyNotFoundException",
  );
  if (!isSame(lifecycle?.lifecyclePolicyText, lifecyclePolicy)) {
    const lifecyclePolicyText = JSON.stringify(lifecyclePolicy);
    await client.send(new PutLifecyclePolicyCommand({ repositoryName: name, lifecyclePolicyText }));
  }
  const wanted = accessPolicy(aws, names, found.repositoryArn ?? "");
  const access = await orUndefined(
    client.send(new GetRepositoryPolicyCommand({ repositoryName: name })),
    "RepositoryPolicyNotFoundException",
  );
  if (!isSame(access?.policyText, wanted)) {
    const policyText = JSON.stringify(wanted);
    await client.send(new SetRepositoryPolicyCommand({ repositoryName: name, policyText }));
  }
  return toRepository(found, names);
}

/** The repository of a stage; undefined where it has none. */
export async function findRepository(aws: Aws, names: StageNames): Promise<ImageRepository | undefined> {
  const found = await describe(aws, names);
  return found === undefined ? undefined : toRepository(found, names);
}

/**
 * Removes the repository with every image in it.
 *
 * @returns Whether there was one.
 */
export async function removeRepository(aws: Aws, names: StageNames): Promise<boolean> {
  const request = new DeleteRepositoryCommand({ repositoryName: repositoryName(names), force: true });
  return (await orUndefined(aws.client(ECRClient).send(request), notThere)) !== undefined;
}

/** How many images a stage has, and what they take; both 0 where it has no repository. */
export async function measureImages(
  aws: Aws,
  names: StageNames,
): Promise<{ readonly images: number; readonly sizeBytes: number }> {
  const images = await listImages(aws, names);
  return {
    images: images.length,
    sizeBytes: images.reduce((sum, { imageSizeInBytes = 0 }) => sum + imageSizeInBytes, 0),
  };
}

/** What is younger may belong to an `up` that runs at this moment: a day. */
const minimumAgeMs = 86_400_000;

/**
 * Removes the images that no version of a function needs any more.
 *
 * @param used Digests (`sha256:…`) of those that stay.
 * @param now Milliseconds since 1970.
 * @returns Digests of those that are gone.
 */
export async function removeImages(
  aws: Aws,
  names: StageNames,
  used: ReadonlySet<string>,
  now: number = Date.now(),
): Promise<readonly string[]> {
  const old = (await listImages(aws, names)).filter(
    ({ imagePushedAt }) => now - (imagePushedAt?.getTime() ?? 0) > minimumAgeMs,
  );
  const unused = old.flatMap(({ imageDigest }) => imageDigest ?? []).filter((digest) => !used.has(digest));
  for (let start = 0; start < unused.length; start += removedTogether) {
    const imageIds = unused.slice(start, start + removedTogether).map((imageDigest) => ({ imageDigest }));
    await aws
      .client(ECRClient)
      .send(new BatchDeleteImageCommand({ repositoryName: repositoryName(names), imageIds }));
  }
  return unused;
}

/** As many as ECR removes in one call. */
const removedTogether = 100;

/** The registry of this account and Region, with a password that is asked for when it is needed. */
export async function openPrivateRegistry(aws: Aws, signal?: AbortSignal): Promise<Registry> {
  const ask = async (): Promise<{ readonly endpoint: string; readonly token: string }> => {
    const { authorizationData = [] } = await aws.client(ECRClient).send(new GetAuthorizationTokenCommand({}));
    const [{ authorizationToken: token, proxyEndpoint: endpoint } = {}] = authorizationData;
    if (token === undefined || endpoint === undefined) throw new TypeError("ECR gave no token");
    return { endpoint, token };
  };
  let known: Awaited<ReturnType<typeof ask>> | undefined = await ask();
  return openRegistry({
    address: known.endpoint,
    signal,
    async credentials() {
      const { token } = known ?? (await ask());
      known = undefined;
      const [username = "", ...password] = Buffer.from(token, "base64").toString("utf8").split(":");
      return { username, password: password.join(":") };
    },
  });
}

const notThere = "RepositoryNotFoundException";

async function describe(aws: Aws, names: StageNames): Promise<Repository | undefined> {
  const request = new DescribeRepositoriesCommand({ repositoryNames: [repositoryName(names)] });
  return (await orUndefined(aws.client(ECRClient).send(request), notThere))?.repositories?.[0];
}

async function create(aws: Aws, names: StageNames): Promise<Repository> {
  const { repository } = await aws.client(ECRClient).send(
    new CreateRepositoryCommand({
      repositoryName: repositoryName(names),
      imageTagMutability: "MUTABLE",
      imageScanningConfiguration: { scanOnPush: false },
      tags: [...stageTags(names)],
    }),
  );
  if (repository === undefined) throw new TypeError("ECR made a repository and did not say which");
  return repository;
}

function toRepository({ repositoryUri }: Repository, names: StageNames): ImageRepository {
  return { name: repositoryName(names), uri: repositoryUri ?? "" };
}

async function listImages(aws: Aws, names: StageNames): Promise<readonly ImageDetail[]> {
  const found: ImageDetail[] = [];
  let nextToken: string | undefined;
  do {
    const request = new DescribeImagesCommand({ repositoryName: repositoryName(names), nextToken });
    const page = await orUndefined(aws.client(ECRClient).send(request), notThere);
    found.push(...(page?.imageDetails ?? []));
    nextToken = page?.nextToken;
  } while (nextToken !== undefined);
  return found;
}

const lifecyclePolicy = {
  rules: [
    {
      rulePriority: 1,
      description: "remains of pushes that were interrupted",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
      action: { type: "expire" },
    },
  ],
};

/** Longest beginning of a function's name that is never shortened. */
const plainPrefix = 55;

/** Lambda reads images as itself, for functions of this stage only. */
function accessPolicy(aws: Aws, { project, stage }: StageNames, repositoryArn: string): unknown {
  const partition = repositoryArn.split(":")[1] ?? "aws";
  const functions = `${project}-${stage}-`.slice(0, plainPrefix);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Lambda",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: {
          StringLike: {
            "aws:sourceArn": `arn:${partition}:lambda:${aws.region}:${aws.account}:function:${functions}*`,
          },
        },
      },
    ],
  };
}

/** AWS gives documents back with other spaces, and may with another order. */
function isSame(text: string | undefined, wanted: unknown): boolean {
  return text !== undefined && sorted(parseJson(text)) === sorted(wanted);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

async function orUndefined<T>(answer: Promise<T>, name: string): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined;
    throw error;
  }
}
