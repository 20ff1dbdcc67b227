import { z } from "zod";
import { OperationError } from "../../errors.ts";
import { markerEnvironment } from "../target.ts";
import { pythonScript } from "./scripts.ts";
import type { Toolbox } from "./toolbox.ts";

/** What is asked of the application's Python in one go, since starting it costs more than all answers. */
export interface Questions {
  /** Markers of PEP 508, without extras. */
  readonly markers: readonly string[];
  /** Does the version satisfy the specifier? */
  readonly matches: readonly (readonly [specifier: string, version: string])[];
}

export interface Answers {
  /** True for a marker that holds here, and for one that is empty or can't be read. */
  holds(marker: string | null | undefined): boolean;
  /** Null when the specifier or version can't be read. */
  matches(specifier: string, version: string): boolean | null;
}

const answersSchema = z.object({
  markers: z.array(z.boolean().nullable()),
  matches: z.array(z.boolean().nullable()),
});

/**
 * Answers with the `packaging` library, in the application's own Python: markers ask about that Python, or about the
 * target that packages are chosen for.
 *
 * @throws {OperationError} `INSTALLER_FAILED` when the Python does not answer.
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 */
export async function evaluate(toolbox: Toolbox, questions: Questions): Promise<Answers> {
  const markers = [...new Set(questions.markers.filter((text) => text.trim() !== ""))];
  const matches = questions.matches;
  const given = await ask(toolbox, { markers, matches });
  const held = new Map(markers.map((text, index) => [text, given.markers[index] ?? true]));
  const matched = new Map(matches.map((pair, index) => [pair.join("\0"), given.matches[index] ?? null]));
  return {
    holds: (marker) => held.get(marker ?? "") ?? true,
    matches: (specifier, version) => matched.get(`${specifier}\0${version}`) ?? null,
  };
}

async function ask(toolbox: Toolbox, questions: Questions): Promise<z.infer<typeof answersSchema>> {
  if (questions.markers.length === 0 && questions.matches.length === 0) return { markers: [], matches: [] };
  const script = pythonScript("evaluate_markers.py");
  const environment = toolbox.target === undefined ? {} : markerEnvironment(toolbox.target);
  const finished = await toolbox.runWithPackaging([script], JSON.stringify({ ...questions, environment }));
  if (finished.code !== 0) {
    throw new OperationError("INSTALLER_FAILED", { tool: "Python" }, { detail: finished.stderr.trim() });
  }
  return answersSchema.parse(JSON.parse(finished.stdout));
}
