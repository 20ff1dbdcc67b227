/** A folder that the gateway serves itself, as CloudFront and S3 do on AWS. */
export interface StaticMount {
  /** Begins and ends with `/`. */
  readonly urlPrefix: string;
  /** Looked through in this order: the current release's folder first, then older ones for pages already open. */
  readonly folders: readonly string[];
  /** `immutable`: a name with a content hash is cached for a year. `private`: uploaded files, revalidated. */
  readonly caching: "immutable" | "private";
}

/** The address of one stage: where requests come in, which function answers them. */
export interface Door {
  /** `<project>-<stage>`. */
  readonly name: string;
  readonly project: string;
  readonly stage: string;
  /** Loopback port; the same one after a restart. */
  readonly port: number;
  /** Function and alias that answer what no mount has. */
  readonly functionName: string;
  readonly alias: string;
  readonly mounts: readonly StaticMount[];
}
