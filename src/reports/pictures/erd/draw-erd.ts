import type { ErdModel, ErdResult } from "../../../actions/erd-results.ts";
import { groupBy } from "../../../facts/apps.ts";
import { reportWords } from "../../../words/cli/reports/report-words.ts";
import type { PictureWords } from "../../../words/cli/reports/pictures/en.ts";
import type { Language } from "../../../words/words.ts";
import { drawCard, headMiddle, type Card } from "../card.ts";
import { layInLayers, loopWidth, type Line, type LineEnd } from "../layers.ts";
import { pack, type Size } from "../pack.ts";
import { drawSheet, hueOf } from "../sheet.ts";
import { element, escapeText, sayNumber, textAt } from "../svg.ts";
import { textWidth } from "../text-width.ts";
import { drawGhost, fieldMiddle, ghostSize, modelCard } from "./box.ts";
import { connectedParts, drawingOf, type AppDrawing, type Relation } from "./lines.ts";

const margin = 24;
const gaps = { columns: 64, rows: 22 } as const;
const groupPadding = 18;
const groupHead = 30;
const groupTitle = { size: 15, isBold: true } as const;
const sheetTitle = { size: 20, isBold: true } as const;
const legendLetters = { size: 12 } as const;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Something that can be drawn anywhere. */
interface Piece extends Size {
  readonly draw: (place: Place) => string;
}

/** The models as an SVG: a group for each app, in it a box for each model, and lines for the relations. */
export function drawErd(result: ErdResult, language: Language): string {
  const words = reportWords(language).pictures;
  const apps = groupBy(result.models, ({ app }) => app)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([app, models]) => drawApp(drawingOf(app, models), words));
  const packed = pack(apps, 24);
  const title = words.erdTitle(result.name);
  const legend = legendOf(result, words);
  const head = margin + 58;
  const textsWidth = Math.max(textWidth(title, sheetTitle), textWidth(legend, legendLetters));
  return drawSheet({
    title,
    description: describe(result, words),
    language,
    width: Math.max(packed.width, textsWidth) + 2 * margin,
    height: head + packed.height + margin,
    body: [
      textAt({ x: margin, y: margin + 18 }, title, sheetTitle),
      textAt({ x: margin, y: margin + 40 }, legend, { ...legendLetters, class: "quiet" }),
      ...apps.map((app, index) => {
        const { x, y } = packed.places[index] ?? { x: 0, y: 0 };
        return app.draw({ x: margin + x, y: head + y });
      }),
    ],
  });
}

function legendOf({ against, models }: ErdResult, words: PictureWords): string {
  const apps = new Set(models.map(({ app }) => app)).size;
  const counted = words.erdCounts(models.length, apps);
  return against === null ? counted : `${counted} · ${words.against(against)}`;
}

/** All of it in words, for somebody who does not see the picture. */
function describe({ models }: ErdResult, words: PictureWords): string {
  const told = groupBy(models, ({ app }) => app).map(
    ([app, inApp]) => `${app}: ${inApp.map((model) => describeModel(model, words)).join(", ")}`,
  );
  return `${words.erdDescription} ${told.join("; ")}.`;
}

function describeModel({ name, mark, fields }: ErdModel, words: PictureWords): string {
  const targets = [
    ...new Set(fields.flatMap(({ target, relation }) => (relation === null ? [] : (target ?? [])))),
  ];
  const marked = mark === "same" ? name : `${name} (${words.marks[mark]})`;
  return targets.length === 0 ? marked : `${marked} → ${targets.join(" + ")}`;
}

function drawApp(drawing: AppDrawing, words: PictureWords): Piece {
  const parts = connectedParts(drawing).map((labels) => drawPart(drawing, labels, words));
  const packed = pack(parts, gaps.rows);
  const width = Math.max(packed.width, textWidth(drawing.app, groupTitle)) + 2 * groupPadding;
  const height = groupHead + packed.height + groupPadding;
  return {
    width,
    height,
    draw: ({ x, y }) =>
      element(
        "g",
        { id: `app-${drawing.app}`, class: hueOf(drawing.app) },
        element("rect", { class: "group", x, y, width, height, rx: 8 }),
        textAt({ x: x + groupPadding, y: y + 21 }, drawing.app, groupTitle),
        ...parts.map((part, index) => {
          const place = packed.places[index] ?? { x: 0, y: 0 };
          return part.draw({ x: x + groupPadding + place.x, y: y + groupHead + place.y });
        }),
      ),
  };
}

/** Lays out models that lines join, and draws the lines below the boxes. */
function drawPart(drawing: AppDrawing, labels: readonly string[], words: PictureWords): Piece {
  const models = new Map(
    drawing.models.filter(({ label }) => labels.includes(label)).map((model) => [model.label, model]),
  );
  const cards = new Map(
    [...models].map(([label, model]) => [label, modelCard(model, drawing.crowded.get(label), words)]),
  );
  const sizes = labels.map((id) => ({ id, ...sizeOf(cards.get(id) ?? ghostSize(id)) }));
  const relations = drawing.relations.filter(({ other }) => cards.has(other));
  const layered = layInLayers(
    sizes,
    relations.map(({ id, one, other, field }) => {
      const model = models.get(other);
      const toY = model === undefined ? headMiddle : fieldMiddle(model, field.name);
      return { id, from: one, to: other, fromY: headMiddle, toY };
    }),
    gaps,
  );
  const loops = relations.some(({ one, other }) => one === other) ? loopWidth : 0;
  return {
    width: layered.width + loops,
    height: layered.height,
    draw: (place) =>
      element(
        "g",
        { transform: `translate(${sayNumber(place.x)} ${sayNumber(place.y)})` },
        ...relations.map((relation) => drawRelation(relation, layered.lines.get(relation.id), words)),
        ...labels.map((label) => drawOne(label, drawing.app, cards.get(label), layered.places.get(label))),
      ),
  };
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function drawOne(label: string, app: string, card: Card | undefined, place: Place = { x: 0, y: 0 }): string {
  return card === undefined ? drawGhost(label, app, place) : drawCard(card, place);
}

function drawRelation(relation: Relation, line: Line | undefined, words: PictureWords): string {
  if (line === undefined) return "";
  const { id, one, field, mark } = relation;
  const isMany = { near: field.relation === "many-to-many", far: field.relation !== "one-to-one" };
  return element(
    "g",
    { id: `relation-${id}` },
    element("title", {}, escapeText(`${id} → ${one}${mark === "same" ? "" : ` (${words.marks[mark]})`}`)),
    element("path", {
      class: `line is-${mark}`,
      d: `${line.path}${endMark(line.from, isMany.near)}${endMark(line.to, isMany.far)}`,
    }),
  );
}

/** A crow's foot for many, a bar for one. */
function endMark({ x, y, side }: LineEnd, isMany: boolean): string {
  const out = side === "right" ? 1 : -1;
  return isMany
    ? `M${sayNumber(x)} ${sayNumber(y - 5)}L${sayNumber(x + 9 * out)} ${sayNumber(y)}L${sayNumber(x)} ${sayNumber(y + 5)}`
    : `M${sayNumber(x + 6 * out)} ${sayNumber(y - 5)}v10`;
}
