import type { DependencySource, PythonWish } from "../framework.ts";
import { parseVersion } from "../python/version.ts";
import type { ProjectFiles } from "./detect-files.ts";

/**
 * The versions of Python that each Django supports; newer ones often work, and sometimes do not.
 *
 * @see https://docs.djangoproject.com/en/dev/faq/install/#what-python-version-can-i-use-with-django
 */
const supported: Readonly<Record<string, string>> = {
  "3.2": ">=3.6,<3.11",
  "4.0": ">=3.8,<3.11",
  "4.1": ">=3.8,<3.12",
  "4.2": ">=3.8,<3.13",
  "5.0": ">=3.10,<3.13",
  "5.1": ">=3.10,<3.14",
  "5.2": ">=3.10,<3.15",
  "6.0": ">=3.12,<3.15",
};

/** What the project's version of Django says of Python: a hint, since only its newest supported versions are known. */
export async function djangoWishes(
  files: ProjectFiles,
  source: DependencySource,
): Promise<readonly PythonWish[]> {
  const text = source.kind === "implied" ? source.requirement : await files.text(source.file);
  const version = findDjango(text ?? "", source.kind);
  const specifier = version === undefined ? undefined : supported[version];
  return specifier === undefined ? [] : [{ specifier, from: `Django ${version}`, strength: "hint" }];
}

/** The first two numbers of the version of Django that a file pins or bounds. */
function findDjango(text: string, kind: DependencySource["kind"]): string | undefined {
  const pinned = {
    "uv.lock": /^name = "django"\s+version = "([\d.]+)/imu,
    "poetry.lock": /^name = "django"\s+version = "([\d.]+)/imu,
    pylock: /^name = "django"\s+version = "([\d.]+)/imu,
    "Pipfile.lock": /"django": \{[^}]*"version": "==([\d.]+)/iu,
    requirements: /^django(?:\[[^\]]*\])?\s*(?:[^#\n]*,)?\s*(?:===?|~=)\s*([\d.]+)/imu,
    pyproject:
      /["']django(?:\[[^\]]*\])?\s*(?:[^"'\n]*,)?\s*(?:===?|~=)\s*([\d.]+)|^django\s*=\s*["'][~^=]*([\d.]+)/imu,
    Pipfile: /^["']?django["']?\s*=\s*(?:\{[^}\n]*version\s*=\s*)?["'](?:===?|~=)?\s*([\d.]+)/imu,
    setup:
      /["']django(?:\[[^\]]*\])?\s*(?:[^"'\n]*,)?\s*(?:===?|~=)\s*([\d.]+)|^\s*django(?:\[[^\]]*\])?\s*(?:[^#\n]*,)?\s*(?:===?|~=)\s*([\d.]+)/imu,
    implied: /~=([\d.]+)/u,
  } as const satisfies Record<DependencySource["kind"], RegExp>;
  const found = pinned[kind].exec(text);
  const [major, minor] = parseVersion(found?.slice(1).find((group) => group !== undefined) ?? "") ?? [];
  return major === undefined ? undefined : `${major}.${minor ?? 0}`;
}
