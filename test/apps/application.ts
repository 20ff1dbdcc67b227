/** Where an application's files come from. All are exact: the same bytes on any day. */
export type Source =
  /** What a package's own generator writes into an empty folder (`django-admin startproject`). */
  | { readonly kind: "generated"; readonly packages: readonly string[]; readonly command: readonly string[] }
  /** A source archive of PyPI, fetched by pip, which checks the hash. */
  | { readonly kind: "sdist"; readonly name: string; readonly version: string; readonly sha256: string }
  /** A source archive of Debian: upstream's repository, examples included. */
  | { readonly kind: "debian"; readonly url: string; readonly sha256: string }
  /** The application is a package that pip installs; the folder holds only what its user writes. */
  | { readonly kind: "installed" };

/** A file that goes along with a form, and what the form wants beside it. */
export type Upload =
  /** The application keeps no files: the log-in form is sent as `multipart/form-data` with a file that nobody asked for. */
  | { readonly kind: "along-with-log-in" }
  | {
      readonly kind: "form";
      readonly page: string;
      readonly field: string;
      readonly values: Readonly<Record<string, string>>;
      /** Address of what was kept, `NAME` for the file's name; its bytes must be those that were sent. */
      readonly keptAt: string;
    };

/** How a person gets into the application. */
export interface SignIn {
  /** A page that asks who you are. */
  readonly page: string;
  readonly userField: string;
  readonly passwordField: string;
  /** Found only on the page of somebody who is signed in. */
  readonly proof: string;
}

/** An application that nobody here wrote, and what a test must know to use it as a person would. */
export interface Application {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  /** The folder of the source that is lifted; `.` is all of it. */
  readonly folder: string;
  /**
   * Files that the application's own documentation asks its user to write: a list of requirements, a `.env`, a
   * configuration file. No file of the application is edited: one that is there already may not be named here.
   */
  readonly written: Readonly<Record<string, string>>;
  /** Python versions it runs on, `[lowest, first that is too new]`; the first is the one wanted. */
  readonly python: readonly [string, string];
  /** In `npm test`; the others run with `MONOLIFT_APPS=all`. */
  readonly isFast: boolean;
  /** What pip is given, below the folder, to install what it needs. */
  readonly install: readonly string[];
  /** Folder of `manage.py`, below `folder`. */
  readonly manage: string;
  readonly settings: string;
  readonly interface: "wsgi" | "asgi";
  /** `module:attribute` of the Celery application, where there is one. */
  readonly celery: string | null;
  /** It can only live on PostgreSQL. */
  readonly needsPostgres: boolean;
  /** Variables that its documentation lets a user set; `SCRATCH` stands for a folder that goes away after the test. */
  readonly environment: Readonly<Record<string, string>>;
  /** Fields of the user model that `createsuperuser --noinput` takes from `DJANGO_SUPERUSER_*`, without the password. */
  readonly superuser: Readonly<Record<string, string>>;
  /** Options that `createsuperuser --noinput` needs beside. */
  readonly superuserOptions: readonly string[];
  /** Or the reason why nobody can. */
  readonly signIn: SignIn | { readonly none: string };
  readonly upload: Upload | { readonly none: string };
  /** A page that anybody can read, and a text on it. */
  readonly front: { readonly path: string; readonly status: number; readonly proof: string };
  /** At least this many, so that an empty answer cannot be "equal". */
  readonly atLeast: { readonly routes: number; readonly models: number; readonly tasks: number };
  /** Differences between what Django says and what `inspect` says that are right as they are, with the reason. */
  readonly differences: readonly { readonly what: string; readonly reason: string }[];
  /** What does not work, as found; goes into the table. */
  readonly notWorking: readonly string[];
}

export const password = "correct-horse-9-battery";
