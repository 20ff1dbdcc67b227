/**
 * What a stage gives to the application, free of any framework: the framework turns it into settings and variables.
 * Everything here exists already when it is handed out.
 */
export interface Provisions {
  readonly database: {
    readonly url: string;
    /** True when nothing was in it before this call. */
    readonly isNew: boolean;
  } | null;
  /** Where this release's static files are to be put. */
  readonly staticFolder: string;
  /** The bucket of uploaded files, and how S3's protocol reaches it. */
  readonly media: {
    readonly bucket: string;
    /** Path of the stage's own address below which S3's protocol is spoken too. */
    readonly path: string;
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly mailFolder: string;
  /** Where the stage keeps its secrets, apart from everything else. */
  readonly secretsFolder: string;
  /** Names under which the stage is asked for, without a port. */
  readonly hosts: readonly string[];
  /** Scheme, name and port of each address. */
  readonly origins: readonly string[];
  readonly secretKey: string;
  readonly url: string;
  readonly browserUrl: string;
  /** True where requests come over plain HTTP, as on loopback. */
  readonly isPlainHttp: boolean;
}

/** Where a process finds the secrets of its stage. */
export interface SecretsSource {
  readonly folder: string;
  readonly mode: "variables" | "files";
  /** Names of `environment` that a secret takes the place of. */
  readonly replaces: readonly string[];
  /** Version to read; the current one by default. */
  readonly version?: number | undefined;
}

/** How the application's own language starts it: arguments for programs, never for a shell. */
export interface EntryPoints {
  /** Serves events. */
  readonly serve: readonly string[];
  /** Runs one of the framework's commands; its arguments follow. */
  readonly command: readonly string[];
  /** Working folder of commands. */
  readonly commandFolder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files whose variables are added when a process starts and that are never copied: `.env`. */
  readonly environmentFiles: readonly string[];
  /** Where the stage's secrets are read when a process starts, and in what form they come; none when left out. */
  readonly secrets?: SecretsSource | undefined;
  /** Root of the code. */
  readonly taskRoot: string;
  /** Everything that is only read: code, dependencies, runtime. */
  readonly readOnly: readonly string[];
}
