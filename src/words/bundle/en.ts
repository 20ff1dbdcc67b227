/** What `bundle` says, in English: the type that the other languages follow. */
export const en = {
  errors: {
    REQUIREMENTS_FILE_MISSING: (facts: { file: string }) => ({
      cause: `The file ${facts.file} is not there, but the dependencies are said to be in it.`,
      fix: "Check the path. A path after -r or -c counts from the folder of the file that names it.",
    }),
    REQUIREMENT_UNREADABLE: (facts: { text: string }) => ({
      cause: `"${facts.text}" does not name a dependency.`,
      fix: "Write a name and, if wanted, versions with commas between them: django>=5,<6.",
    }),
    PYPROJECT_UNREADABLE: (facts: { file: string; reason: string }) => ({
      cause: `${facts.file} can't be read as TOML: ${facts.reason}`,
      fix: "Mend the file; a lock file is best made again by the tool that wrote it.",
    }),
    LOCK_UNREADABLE: (facts: { file: string; reason: string }) => ({
      cause: `${facts.file} is not in the form that its tool writes: ${facts.reason}`,
      fix: "Let the tool write it again (uv lock, poetry lock, pipenv lock).",
    }),
    LOCK_OUTDATED: (facts: {
      file: string;
      source: string;
      name: string;
      wanted: string;
      locked: string | null;
      command: string;
    }) => ({
      cause:
        facts.locked === null
          ? `${facts.source} asks for "${facts.name}", but ${facts.file} does not have it.`
          : `${facts.source} asks for "${facts.name}${facts.wanted}", but ${facts.file} has ${facts.locked}.`,
      fix: `Bring the lock file up to date: ${facts.command}`,
    }),
    LOCK_WRONG_PYTHON: (facts: { file: string; requires: string; python: string }) => ({
      cause: `${facts.file} was made for Python ${facts.requires}, but the Python here is ${facts.python}.`,
      fix: "Install a Python of that range or name it as app.python in monolift.toml; or lock again for this one.",
    }),
    DEPENDENCY_NOT_FOUND: (facts: { name: string; requirement: string }) => ({
      cause: `There is no package "${facts.name}" on the package index ("${facts.requirement}").`,
      fix: "Check the spelling. A package of your own: put its wheel into the project and name it in app.vendor, or add its index with --extra-index-url.",
    }),
    DEPENDENCY_VERSION_NOT_FOUND: (facts: {
      name: string;
      requirement: string;
      newest: readonly string[];
      python: string;
    }) => ({
      cause: `"${facts.name}" exists, but no version of it fits "${facts.requirement}" on Python ${facts.python}.${facts.newest.length === 0 ? "" : ` The newest for this Python are ${facts.newest.join(", ")}.`}`,
      fix: "Ask for a version that exists, or take a Python that the wanted version supports (app.python).",
    }),
    DEPENDENCY_NOT_FOR_PYTHON: (facts: { name: string; requires: string; python: string }) => ({
      cause: `"${facts.name}" in the version asked for needs Python ${facts.requires}; the Python here is ${facts.python}.`,
      fix: "Name a Python of that range as app.python in monolift.toml, or ask for another version of the package.",
    }),
    DEPENDENCY_NO_WHEEL: (facts: { name: string; file: string; python: string }) => ({
      cause: `"${facts.file}" is not made for this machine with Python ${facts.python}.`,
      fix: `Take a wheel of "${facts.name}" for this Python and system, or another version of it.`,
    }),
    DEPENDENCY_FILE_MISSING: (facts: { path: string }) => ({
      cause: `"${facts.path}" is asked for, but there is no such file or folder.`,
      fix: "Check the path. It counts from the project's folder.",
    }),
    DEPENDENCY_BUILD_FAILED: (facts: { name: string; python: string }) => ({
      cause: `${facts.name === "" ? "A package" : `"${facts.name}"`} has no ready-made wheel for Python ${facts.python} here and could not be built from source.`,
      fix: "Ask for a newer version that has a wheel; or put a wheel into the project and name it in app.vendor; or install the compiler and headers that the lines below ask for.",
    }),
    DEPENDENCIES_NEED_COMPILING: (facts: {
      packages: readonly NamedVersion[];
      python: string;
      architecture: string;
      platform: string;
    }) => ({
      cause: `${facts.packages.length === 1 ? "A package has" : `${facts.packages.length} packages have`} no wheel for Python ${facts.python} on ${facts.architecture} (${facts.platform}) and would have to be compiled there: ${versions(facts.packages)}.`,
      fix: "Ask for a version that has such a wheel; or build the wheel on a machine of that kind, put it into the project and name it in app.vendor; or take another Python (app.python) or the other architecture.",
    }),
    DEPENDENCY_HASH_MISMATCH: (facts: { name: string }) => ({
      cause: `The file downloaded for "${facts.name}" is not the one whose hash is written down. Nothing of it was installed.`,
      fix: "If you changed the version, write the hashes again. If not, the index may serve a file that was tampered with: find out before going on.",
    }),
    DEPENDENCIES_CONFLICT: {
      cause: "The dependencies contradict each other: no set of versions suits all of them.",
      fix: "The lines below name those that do not go together. Loosen the version of one of them.",
    },
    INDEX_UNREACHABLE: (facts: { index: string }) => ({
      cause: `The package index ${facts.index} does not answer or refuses the request.`,
      fix: "Check the network, the proxy and, for an index of your own, its address and password; then run the same command again.",
    }),
    REPOSITORY_UNREACHABLE: (facts: { repository: string }) => ({
      cause: `The repository ${facts.repository} could not be fetched with git.`,
      fix: "Check that git is installed, that the address and revision exist, and that this machine may read them.",
    }),
    INSTALLER_MISSING: (facts: { python: string }) => ({
      cause: `${facts.python} has no pip and can't make an environment that has one.`,
      fix: "Install uv (https://docs.astral.sh/uv/), or pip for this Python; on Debian and Ubuntu: apt install python3-pip python3-venv.",
    }),
    INSTALLER_FAILED: (facts: { tool: string }) => ({
      cause: `${facts.tool} failed while the dependencies were being put together.`,
      fix: "Its own words are below.",
    }),
    PACKAGE_NEEDS_IMAGE: (facts: {
      megabytes: number;
      zipMb: number;
      files: number;
      largest: readonly NamedSize[];
    }) => ({
      cause: `The application has ${facts.megabytes} MB in ${facts.files} files with its dependencies. Lambda takes less than ${facts.zipMb} MB as a zip, and a zip 65,535 files.`,
      fix: `Remove what it does not need, or let it become a container image. The largest packages: ${sizes(facts.largest)}.`,
    }),
    PACKAGE_OVER_IMAGE_LIMIT: (facts: {
      megabytes: number;
      imageMb: number;
      largest: readonly NamedSize[];
    }) => ({
      cause: `The application has ${facts.megabytes} MB with its dependencies. Lambda takes ${facts.imageMb} MB at most, also as a container image.`,
      fix: `Remove what it does not need, or load large data from a bucket when it is used. The largest packages: ${sizes(facts.largest)}.`,
    }),
    VENDOR_FILE_MISSING: (facts: { file: string }) => ({
      cause: `app.vendor names "${facts.file}", but there is no such file in the project.`,
      fix: "Check the path. It counts from the folder of monolift.toml.",
    }),
    VENDOR_NOT_A_WHEEL: (facts: { file: string }) => ({
      cause: `app.vendor names "${facts.file}", which is no wheel by its name.`,
      fix: "Name a file such as wheels/example-1.0-py3-none-any.whl, under the name that its build gave it.",
    }),
    CODE_FILE_UNREADABLE: (facts: { path: string }) => ({
      cause: `"${facts.path}" in the project may not be read by this user.`,
      fix: "Give this user the right to read it, or move it out of the project.",
    }),
    CODE_KEEPS_CHANGING: (facts: { path: string }) => ({
      cause: `"${facts.path}" changed while the project was being copied, three times in a row.`,
      fix: "Wait until the program that writes it is done, then run the same command again.",
    }),
    BUNDLE_DISK_FULL: (facts: { folder: string }) => ({
      cause: `The disk that holds ${facts.folder} is full. What was half-made is removed; nothing that worked before is touched.`,
      fix: "Make room, or set XDG_CACHE_HOME to a folder on a larger disk; then run the same command again.",
    }),
  },
  notices: {
    PACKAGE_BECOMES_IMAGE: (facts: {
      megabytes: number;
      zipMb: number;
      imageMb: number;
      largest: readonly NamedSize[];
    }) =>
      `The application has ${facts.megabytes} MB with its dependencies. Lambda takes ${facts.zipMb} MB as a zip, so on AWS it becomes a container image (${facts.imageMb} MB at most), which starts more slowly the first time. The largest packages: ${sizes(facts.largest)}.`,
    PACKAGE_TOO_LARGE: (facts: { megabytes: number; imageMb: number; largest: readonly NamedSize[] }) =>
      `The application has ${facts.megabytes} MB with its dependencies. It runs here, but Lambda takes ${facts.imageMb} MB at most, also as a container image. Remove what it does not need; the largest packages: ${sizes(facts.largest)}.`,
    DEPENDENCIES_RESOLVED: (facts: { packages: number; tool: string; source: string }) =>
      `${facts.source} does not fix every version: ${facts.tool} chose ${facts.packages} packages, and the choice is kept. "up --refresh" chooses again.`,
    DEPENDENCY_ADDED: (facts: { added: readonly string[] }) =>
      `Added for PostgreSQL, since the project has no driver: ${facts.added.join(", ")}.`,
    DEPENDENCY_REPLACED: (facts: { from: string; to: string }) =>
      `${facts.to} is taken in place of ${facts.from}, since it brings the PostgreSQL library along.`,
    BYTE_CODE_LEFT_OUT: (facts: { python: string }) =>
      `There is no Python ${facts.python} on this machine to compile for it: the bundle goes without byte code and import pack, and a cold start takes about twice as long. Install it (uv python install ${facts.python}) and lift again.`,
    VERSIONS_DIFFER: (facts: {
      packages: readonly { name: string; here: string; there: string }[];
      python: string;
      architecture: string;
    }) =>
      `Other versions than were inspected here, since only these have wheels for Python ${facts.python} on ${facts.architecture}: ${facts.packages.map(({ name, here, there }) => `${name} ${there} (here ${here})`).join(", ")}.`,
    SECRETS_LINKED: (facts: { count: number; paths: readonly string[] }) =>
      `Not bundled but linked at the same place, since ${facts.count === 1 ? "it may hold secrets" : "they may hold secrets"}: ${listed(facts)}.`,
    OUTSIDE_LINKED: (facts: { count: number; paths: readonly string[] }) =>
      `Linked, not bundled, since ${facts.count === 1 ? "it lies" : "they lie"} outside the project: ${listed(facts)}.`,
    DATABASES_LEFT_OUT: (facts: { count: number; paths: readonly string[] }) =>
      `Local databases are not bundled: ${listed(facts)}.`,
    FOLDERS_LEFT_OUT: (facts: { count: number; paths: readonly string[] }) =>
      `Not bundled, since others make them: ${listed(facts)}.`,
    MEDIA_LEFT_OUT: (facts: { count: number; paths: readonly string[] }) =>
      `Uploaded and collected files are not part of the code: ${listed(facts)}.`,
    BROKEN_LINKS: (facts: { count: number; paths: readonly string[] }) =>
      `Links are left out whose target is missing or not bundled: ${listed(facts)}.`,
  },
};

/** A package and its size on the disk. */
export interface NamedSize {
  readonly name: string;
  readonly megabytes: number;
}

/** A package in the version that was asked for, or null where only building would tell it. */
export interface NamedVersion {
  readonly name: string;
  readonly version: string | null;
}

function versions(packages: readonly NamedVersion[]): string {
  return packages.map(({ name, version }) => (version === null ? name : `${name} ${version}`)).join(", ");
}

function sizes(largest: readonly NamedSize[]): string {
  return largest.map(({ name, megabytes }) => `${name} (${megabytes} MB)`).join(", ");
}

/** Examples, and how many more there are. */
function listed({ count, paths }: { readonly count: number; readonly paths: readonly string[] }): string {
  const more = count - paths.length;
  return `${paths.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

export type Words = typeof en;
