import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from "@dagrejs/dagre";
import type { Size } from "./pack.ts";
import { sayNumber } from "./svg.ts";

/** A box of a picture, by a name of its own. */
export interface LayerBox extends Size {
  readonly id: string;
}

/** A line from one box to another, which stands further to the right where the lines allow it. */
export interface Join {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Where the line leaves and arrives, from the top of each box. */
  readonly fromY: number;
  readonly toY: number;
}

/** An end of a line: where it is, and on which side of its box. */
export interface LineEnd {
  readonly x: number;
  readonly y: number;
  readonly side: "left" | "right";
}

export interface Line {
  readonly from: LineEnd;
  readonly to: LineEnd;
  /** As the `d` of an SVG path. */
  readonly path: string;
}

/** Boxes in columns, and lines that pass between them and never over one. */
export interface Layered extends Size {
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  readonly lines: ReadonlyMap<string, Line>;
}

interface Gaps {
  readonly columns: number;
  readonly rows: number;
}

/** Puts boxes that are joined into columns. The same boxes and joins in the same order give the same places. */
export function layInLayers(boxes: readonly LayerBox[], joins: readonly Join[], gaps: Gaps): Layered {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: gaps.rows, edgesep: gaps.rows / 2, ranksep: gaps.columns });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  const between = joins.filter(({ from, to }) => from !== to);
  for (const { id, from, to } of between) graph.setEdge(from, to, {}, id);
  layout(graph);
  return drawLines(boxes, joins, graph);
}

/** Reads what dagre has found. Lines that pass outside of all boxes belong to what it takes, too. */
function drawLines(
  boxes: readonly LayerBox[],
  joins: readonly Join[],
  graph: Graph<GraphLabel, NodeLabel, EdgeLabel>,
): Layered {
  const pointsOf = ({ id, from, to }: Join): readonly { readonly x: number; readonly y: number }[] =>
    from === to ? [] : (graph.edge({ v: from, w: to, name: id }).points ?? []);
  const heights = joins.flatMap((join) => pointsOf(join).map(({ y }) => y));
  const above = Math.min(0, ...heights);
  const placed = new Map(
    boxes.map((box) => {
      const { x = 0, y = 0 } = graph.node(box.id);
      return [box.id, { ...box, x: x - box.width / 2, y: y - box.height / 2 - above }] as const;
    }),
  );
  const columns = columnsOf([...placed.values()]);
  const lines = joins.flatMap((join): readonly (readonly [string, Line])[] => {
    const [from, to] = [placed.get(join.from), placed.get(join.to)];
    if (from === undefined || to === undefined) return [];
    if (from === to) return [[join.id, loopAt(from, join)]];
    const lanes = pointsOf(join)
      .slice(1, -1)
      .flatMap(({ x, y }) => {
        const column = columns.get(Math.round(x));
        return column === undefined ? [] : [{ ...column, y: y - above }];
      });
    return [[join.id, lineBetween(from, to, join, { lanes, columns })]];
  });
  const { width = 0, height = 0 } = graph.graph();
  return { places: placed, lines: new Map(lines), width, height: Math.max(height, ...heights) - above };
}

type PlacedBox = LayerBox & { readonly x: number; readonly y: number };

interface Column {
  readonly left: number;
  readonly right: number;
}

/** How far each column reaches, by its middle. */
function columnsOf(boxes: readonly PlacedBox[]): ReadonlyMap<number, Column> {
  const columns = new Map<number, Column>();
  for (const { x, width } of boxes) {
    const middle = Math.round(x + width / 2);
    const known = columns.get(middle) ?? { left: x, right: x + width };
    columns.set(middle, { left: Math.min(known.left, x), right: Math.max(known.right, x + width) });
  }
  return columns;
}

/** Straight within columns, where it has a lane of its own; bent only in the gaps between them. */
function lineBetween(
  from: PlacedBox,
  to: PlacedBox,
  { fromY, toY }: Join,
  {
    lanes,
    columns,
  }: {
    readonly lanes: readonly (Column & { readonly y: number })[];
    readonly columns: ReadonlyMap<number, Column>;
  },
): Line {
  const isRightward = from.x + from.width / 2 < to.x + to.width / 2;
  const begin = endAt(from, fromY, isRightward ? "right" : "left");
  const end = endAt(to, toY, isRightward ? "left" : "right");
  const outOf = columns.get(Math.round(from.x + from.width / 2)) ?? { left: begin.x, right: begin.x };
  const into = columns.get(Math.round(to.x + to.width / 2)) ?? { left: end.x, right: end.x };
  const near = isRightward ? "left" : "right";
  const far = isRightward ? "right" : "left";
  const bends = [
    { x: outOf[far], y: begin.y },
    ...lanes.flatMap((lane) => [
      { x: lane[near], y: lane.y },
      { x: lane[far], y: lane.y },
    ]),
    { x: into[near], y: end.y },
  ];
  let path = `M${at(begin)}H${sayNumber(bends[0]?.x ?? begin.x)}`;
  for (let index = 0; index + 1 < bends.length; index += 2) {
    const [a = begin, b = end, c] = bends.slice(index, index + 3);
    const middle = (a.x + b.x) / 2;
    path += `C${at({ x: middle, y: a.y })} ${at({ x: middle, y: b.y })} ${at(b)}`;
    path += `H${sayNumber(c?.x ?? end.x)}`;
  }
  return { from: begin, to: end, path };
}

function endAt(box: PlacedBox, y: number, side: "left" | "right"): LineEnd {
  return { x: side === "left" ? box.x : box.x + box.width, y: box.y + y, side };
}

/** Width of the line from a box to itself. */
export const loopWidth = 22;

function loopAt(box: PlacedBox, { fromY, toY }: Join): Line {
  const [from, to] = [endAt(box, fromY, "right"), endAt(box, toY, "right")];
  const out = { x: from.x + loopWidth, y: from.y };
  const back = { x: to.x + loopWidth, y: to.y };
  return { from, to, path: `M${at(from)}C${at(out)} ${at(back)} ${at(to)}` };
}

function at({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${sayNumber(x)} ${sayNumber(y)}`;
}
