import { deriveName } from "../config/derive-name.ts";
import { importProject, type ImportedProject } from "../config/importers/import-project.ts";
import { renderImport } from "../config/importers/render.ts";
import { ownVocabulary } from "../config/importers/vocabulary.ts";
import type { ActionContext } from "./context.ts";
import type { Imported } from "./import-results.ts";

/** What another tool's file comes to: the text of `monolift.toml`, and what is to be said of it. */
export interface ImportedSettings {
  readonly name: string;
  readonly text: string;
  readonly imported: Imported;
}

/**
 * Reads what another tool has been told of the project.
 *
 * @param folder Absolute: the project's.
 * @param options.file The file to read; by default the first one that there is.
 * @param options.name The project's name; by default the one that the other tool has, or that of the folder.
 * @returns Undefined when there is no such file.
 */
export async function importSettings(
  context: Pick<ActionContext, "tell">,
  folder: string,
  options: {
    readonly file: string | undefined;
    readonly name: string | undefined;
    readonly folderName: string;
  },
): Promise<ImportedSettings | undefined> {
  const { project, notices } = await importProject(folder, options.file, ownVocabulary);
  for (const said of notices) context.tell({ type: "notice", notice: said });
  if (project === undefined) return undefined;
  const given = options.name === undefined ? project.name : undefined;
  const name = options.name ?? (await deriveName(given?.value ?? options.folderName));
  const from = given === undefined ? null : given.from;
  return {
    name,
    text: renderImport({ value: name, from }, project),
    imported: resultOf(project, from === null ? [] : [{ to: "name", value: name, ...placeOf(from) }]),
  };
}

function resultOf(project: ImportedProject, named: Imported["taken"]): Imported {
  const { tool, file, others, entries, left, variables } = project;
  return {
    tool,
    file,
    others: [...others],
    taken: [
      ...named,
      ...entries.flatMap(({ stage, key, value, from }) => {
        const to = stage === null ? key : `stages.${stage}.${key}`;
        return from === null
          ? []
          : [{ to, value: typeof value === "object" ? [...value] : value, ...placeOf(from) }];
      }),
    ],
    left: left.map(({ from, stages, advice, target, nearest }) => ({
      ...from,
      stages: [...stages],
      kind: kindOf(advice),
      advice,
      target,
      nearest,
    })),
    next: [
      ...new Set(
        variables.flatMap(({ name, stages }) =>
          stages.map((stage) => `monolift secrets set ${name} ${stage}`),
        ),
      ),
    ],
  };
}

const placeOf = ({
  file,
  line,
  key,
}: {
  readonly file: string;
  readonly line: number;
  readonly key: string;
}) => ({
  file,
  line,
  key,
});

function kindOf(advice: string): Imported["left"][number]["kind"] {
  if (advice === "later") return "later";
  return advice.startsWith("own-") ? "nothing" : "do";
}
