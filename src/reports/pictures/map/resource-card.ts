import type { MapResource, MapResult } from "../../../actions/map-results.ts";
import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";
import { makeCard, type Card, type CardRow } from "../card.ts";
import { sayRights } from "./say-rights.ts";

/** What a picture says of a resource: what it is, what it is called, how large it may get, and who may do what to it. */
export function resourceCard(
  resource: MapResource,
  { resources, edges }: Pick<MapResult, "resources" | "edges">,
  words: PictureWords,
): Card {
  const { id, mark, changed } = resource;
  const users = edges.filter(({ to, may }) => to === id && !may.includes("invoke"));
  const nameOf = (user: string): string => {
    const found = resources.find((one) => one.id === user);
    return found === undefined ? user : sayName(found, words);
  };
  return makeCard({
    id: `resource-${id}`,
    title: sayName(resource, words),
    tip: id,
    mark,
    rows: [
      ...detailsOf(resource, words).map(({ fact, text }): CardRow => {
        const isChanged = mark === "changed" && changed.includes(fact);
        return { cells: ["", text, ""], mark: isChanged ? "changed" : "same" };
      }),
      ...users.map((edge): CardRow => ({
        cells: ["", `← ${nameOf(edge.from)}: ${sayRights(edge.may, words)}`, ""],
        mark: edge.mark === mark ? "same" : edge.mark,
      })),
    ],
  });
}

/** `Function web`, `Database`. */
export function sayName({ kind, facts }: MapResource, words: PictureWords): string {
  const said = words.kinds[kind] ?? kind;
  return typeof facts["name"] === "string" ? `${said} ${facts["name"]}` : said;
}

interface Detail {
  /** The one that it tells of. */
  readonly fact: string;
  readonly text: string;
}

/** Facts of a resource that people ask for, in the order in which they ask; a kept plan may have others. */
function detailsOf({ facts }: MapResource, words: PictureWords): readonly Detail[] {
  return detailNames.flatMap((name) => {
    const value = facts[name];
    if (typeof value !== "string" && typeof value !== "number") return [];
    // What the file leaves to the provider tells nothing.
    return value === "auto" ? [] : [{ fact: name, text: words.details[name](String(value)) }];
  });
}

const detailNames = [
  "domain",
  "through",
  "responseMode",
  "application",
  "engine",
  "what",
  "table",
  "url",
  "memoryMb",
  "timeoutSeconds",
  "concurrency",
] as const satisfies readonly (keyof PictureWords["details"])[];
