/**
 * What an application's files tell beside its code: git's list, container files, servers' settings, requirements and the
 * installed packages. Read without running anything. Paths are relative to the project's root, `/` between.
 */
export interface Survey {
  /** Every file that git keeps; null outside of a repository, and where there is no git. */
  readonly committed: {
    readonly files: readonly string[];
    /** Those that hold secrets by their name or content. */
    readonly secrets: readonly string[];
    readonly databases: readonly string[];
  } | null;
  /** Lines of Dockerfiles that copy files with secrets into an image. */
  readonly imageSecrets: readonly { readonly place: SourcePlace; readonly files: readonly string[] }[];
  /** How long a server in front of the application waits for an answer: `proxy_read_timeout`, `--timeout`. */
  readonly timeLimits: readonly TimeLimit[];
  /** Largest request that a proxy lets through. */
  readonly uploadLimits: readonly { readonly place: SourcePlace; readonly megabytes: number }[];
  /** Settings of servers that do not run on AWS: nginx, gunicorn, uWSGI, a process manager. */
  readonly serverFiles: readonly string[];
  /** What the project itself asks for, not what follows from it. Names are normalised. */
  readonly required: readonly { readonly name: string; readonly place: SourcePlace }[];
  /** Another requirements file, whose name says that it is production's. */
  readonly production: { readonly file: string; readonly names: readonly string[] } | null;
  /** Installed apps, as the settings' text names them, that neither the project nor any installed package has. */
  readonly appsMissing: readonly { readonly app: string; readonly place: SourcePlace }[];
  readonly packages: InstalledPackages;
  /** What was tried for the machine that a stage on AWS runs on; null where that was not asked. */
  readonly lambda: LambdaWheels | null;
}

/** What a bundle for Lambda would lack. */
export interface LambdaWheels {
  /** `3.13` */
  readonly python: string;
  readonly architecture: string;
  /** Packages that have no wheel for it and would have to be compiled; a version that nobody knows is null. */
  readonly missing: readonly { readonly name: string; readonly version: string | null }[];
}

export interface TimeLimit {
  readonly place: SourcePlace;
  /** As its own server calls it. */
  readonly name: string;
  readonly seconds: number;
}

/** What is installed beside the code. Names of distributions are normalised. */
export interface InstalledPackages {
  readonly versions: Readonly<Record<string, string>>;
  /** Code, dependencies and runtime, unpacked, in megabytes of 1,048,576 bytes. */
  readonly megabytes: number;
  /** Those that take most, as they are imported; only where the whole is near a limit. */
  readonly largest: readonly { readonly name: string; readonly megabytes: number }[];
  /** Distribution that a top-level module comes from. */
  readonly modules: Readonly<Record<string, string>>;
  /** Distributions with compiled code, and the platform tags of their wheels (`manylinux_2_28_x86_64`). */
  readonly compiled: readonly { readonly name: string; readonly platforms: readonly string[] }[];
}

/** `line` counts from 1; null where the whole file is meant. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number | null;
}
