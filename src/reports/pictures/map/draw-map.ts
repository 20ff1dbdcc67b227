import type { Mark } from "../../../actions/erd-results.ts";
import type { MapResult, MapRoute } from "../../../actions/map-results.ts";
import { groupBy } from "../../../facts/apps.ts";
import { reportWords } from "../../../words/cli/reports/report-words.ts";
import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";
import type { Language } from "../../../words/words.ts";
import { sayMethods, shortView } from "../../routes.ts";
import { drawCard, headMiddle, makeCard, type Card } from "../card.ts";
import { layInLayers, type Join, type Line } from "../layers.ts";
import { pack } from "../pack.ts";
import { drawSheet, hueOf } from "../sheet.ts";
import { element, escapeText, sayNumber, textAt } from "../svg.ts";
import { textWidth } from "../text-width.ts";
import { resourceCard, sayName } from "./resource-card.ts";
import { sayRights } from "./say-rights.ts";

const margin = 24;
const gaps = { columns: 72, rows: 20 } as const;
const titleLetters = { size: 20, isBold: true } as const;
const partLetters = { size: 15, isBold: true } as const;
const legendLetters = { size: 12 } as const;
/** An app with more routes than these gets them in several blocks of the same height. */
const routesPerBlock = 30;

const request = "request";
const routesId = "routes";

/** The way of a request as an SVG: door, routes by app, functions, and what these use; below it every route. */
export function drawMap(result: MapResult, language: Language): string {
  const words = reportWords(language).pictures;
  const flow = drawFlow(result, words);
  const apps = groupBy(result.routes, ({ app }) => app).map(
    ([app, routes]) => [app, routeCard(app, routes, language)] as const,
  );
  const packed = pack(
    apps.map(([, card]) => card),
    18,
  );
  const title = words.mapTitle(result.name, result.stage);
  const legend = result.against === null ? words.mapLegend : words.against(result.against);
  const top = margin + 62;
  const below = top + flow.height + 56;
  const texts = [textWidth(title, titleLetters), textWidth(legend, legendLetters)];
  return drawSheet({
    title,
    description: describe(result, words),
    language,
    width: Math.max(flow.width, packed.width, ...texts) + 2 * margin,
    height: (apps.length === 0 ? top + flow.height : below + packed.height) + margin,
    body: [
      textAt({ x: margin, y: margin + 18 }, title, titleLetters),
      textAt({ x: margin, y: margin + 40 }, legend, { ...legendLetters, class: "quiet" }),
      flow.draw({ x: margin, y: top }),
      apps.length === 0
        ? ""
        : textAt({ x: margin, y: below - 18 }, words.routesTitle(countNow(result.routes)), partLetters),
      ...apps.map(([app, card], index) => {
        const { x, y } = packed.places[index] ?? { x: 0, y: 0 };
        return element("g", { class: hueOf(app) }, drawCard(card, { x: margin + x, y: below + y }));
      }),
    ],
  });
}

/** All of it in words, for somebody who does not see the picture. */
function describe({ edges, resources, routes }: MapResult, words: PictureWords): string {
  const names = new Map(resources.map((resource) => [resource.id, sayName(resource, words)]));
  const said = edges.map(
    ({ from, to, may }) => `${names.get(from) ?? from} → ${names.get(to) ?? to} (${sayRights(may, words)})`,
  );
  const apps = groupBy(routes, ({ app }) => app).map(([app, inApp]) => `${app} ${countNow(inApp)}`);
  return `${words.mapDescription} ${said.join("; ")}. ${words.routesTitle(countNow(routes))}: ${apps.join(", ")}.`;
}

/** Without those that are gone. */
function countNow(routes: readonly MapRoute[]): number {
  return routes.filter(({ mark }) => mark !== "removed").length;
}

function routeCard(app: string, routes: readonly MapRoute[], language: Language): Card {
  return makeCard({
    id: `app-${app}`,
    title: `${app} (${countNow(routes)})`,
    tip: app,
    mark: "same",
    rows: routes.map(({ path, methods, view, mark }) => ({
      cells: [sayMethods(methods, language), path, shortView(view, app)],
      mark,
    })),
    rowsPerBlock: Math.ceil(routes.length / Math.ceil(routes.length / routesPerBlock)),
  });
}

/** A card of the flow, by the name that lines lead to. */
interface FlowCard {
  readonly id: string;
  readonly hue: string;
  readonly card: Card;
}

interface Flow {
  readonly width: number;
  readonly height: number;
  readonly draw: (place: { readonly x: number; readonly y: number }) => string;
}

/** What leads to what. Routes stand between a door and the function that it leads to. */
function drawFlow(result: MapResult, words: PictureWords): Flow {
  const cards = flowCards(result, words);
  const joins = flowJoins(result);
  const boxes = cards.map(({ id, card: { width, height } }) => ({ id, width, height }));
  const layered = layInLayers(boxes, joins, gaps);
  return {
    width: layered.width,
    height: layered.height,
    draw: ({ x, y }) =>
      element(
        "g",
        { transform: `translate(${sayNumber(x)} ${sayNumber(y)})` },
        ...joins.map((join) => drawJoin(join, layered.lines.get(join.id), words)),
        ...cards.map(({ id, hue, card }) =>
          element("g", { class: hue }, drawCard(card, layered.places.get(id) ?? { x: 0, y: 0 })),
        ),
      ),
  };
}

function flowCards(result: MapResult, words: PictureWords): readonly FlowCard[] {
  const plain = (id: string, title: string, rows: readonly string[]): FlowCard => ({
    id,
    hue: hueOf(id),
    card: makeCard({
      id,
      title,
      tip: title,
      mark: "same",
      rows: rows.map((said) => ({ cells: ["", said, ""], mark: "same" })),
      rowsPerBlock: routesPerBlock,
    }),
  });
  const { resources, routes } = result;
  const apps = groupBy(routes, ({ app }) => app).map(([app, inApp]) => `${app} ${countNow(inApp)}`);
  return [
    plain(request, words.request, [words.requestFrom]),
    ...(apps.length === 0 ? [] : [plain(routesId, words.routesTitle(countNow(routes)), apps)]),
    ...resources.map((resource) => ({
      id: resource.id,
      hue: hueOf(resource.kind),
      card: resourceCard(resource, result, words),
    })),
  ];
}

interface FlowJoin extends Join {
  readonly mark: Mark;
  readonly may: readonly string[];
}

function flowJoins({ resources, edges, routes }: MapResult): readonly FlowJoin[] {
  const ids = new Set(resources.map(({ id }) => id));
  const kindOf = (id: string): string => resources.find((one) => one.id === id)?.kind ?? "";
  const joins = new Map<string, FlowJoin>();
  const join = (from: string, to: string, mark: Mark, may: readonly string[]): void => {
    const id = `${from} ${to}`;
    if (!joins.has(id)) joins.set(id, { id, from, to, fromY: headMiddle, toY: headMiddle, mark, may });
  };
  for (const { id, mark } of resources.filter(({ kind }) => kind === "door")) join(request, id, mark, []);
  for (const { from, to, may, mark } of edges) {
    if (!ids.has(from) || !ids.has(to)) continue;
    if (routes.length > 0 && kindOf(from) === "door" && kindOf(to) === "function") {
      join(from, routesId, mark, may);
      join(routesId, to, mark, may);
    } else join(from, to, mark, may);
  }
  return [...joins.values()];
}

function drawJoin({ from, to, may, mark }: FlowJoin, line: Line | undefined, words: PictureWords): string {
  if (line === undefined) return "";
  const rights = may.length === 0 ? "" : `: ${sayRights(may, words)}`;
  const { x, y, side } = line.to;
  const back = side === "left" ? -8 : 8;
  const head = `M${sayNumber(x + back)} ${sayNumber(y - 4)}L${sayNumber(x)} ${sayNumber(y)}L${sayNumber(x + back)} ${sayNumber(y + 4)}`;
  return element(
    "g",
    {},
    element("title", {}, escapeText(`${from} → ${to}${rights}`)),
    element("path", { class: `line is-${mark}`, d: `${line.path}${head}` }),
  );
}
