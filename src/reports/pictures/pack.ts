/** A box that is to be put somewhere. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where boxes were put, in the order in which they were given, and what they take together. */
export interface Packed extends Size {
  readonly places: readonly { readonly x: number; readonly y: number }[];
}

/** Width to height of what a screen shows. */
const wanted = 1.5;

/**
 * Puts boxes beside and below each other without overlaps, near the shape of a screen. Each goes to the highest place
 * that is free, the leftmost of these: those that are given first stand at the top. The same boxes give the same places.
 *
 * @param gap Between two boxes.
 */
export function pack(boxes: readonly Size[], gap: number): Packed {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = Math.max(0, ...boxes.map(({ width }) => width));
  const attempts = [0.8, 0.9, 1, 1.1, 1.2, 1.35, 1.5, 1.7, 2].map((factor) =>
    packWithin(boxes, gap, Math.max(widest, Math.sqrt(area * wanted) * factor)),
  );
  return attempts.reduce((best, one) => (waste(one) < waste(best) ? one : best));
}

/** Area of the smallest paper of the wanted shape that holds it. */
function waste({ width, height }: Size): number {
  return Math.max(width, height * wanted) ** 2;
}

interface Step {
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

/** The skyline: what is taken already, as steps from left to right. */
function packWithin(boxes: readonly Size[], gap: number, limit: number): Packed {
  let skyline: readonly Step[] = [{ x: 0, width: limit + gap, y: 0 }];
  const places = boxes.map((box) => {
    const size = { width: box.width + gap, height: box.height + gap };
    const place = findPlace(skyline, size.width, limit + gap);
    skyline = raise(skyline, place, size);
    return place;
  });
  const ends = boxes.map((box, index) => ({
    x: (places[index]?.x ?? 0) + box.width,
    y: (places[index]?.y ?? 0) + box.height,
  }));
  return {
    places,
    width: Math.max(0, ...ends.map(({ x }) => x)),
    height: Math.max(0, ...ends.map(({ y }) => y)),
  };
}

function findPlace(skyline: readonly Step[], width: number, limit: number): { x: number; y: number } {
  const candidates = skyline
    .filter(({ x }) => x === 0 || x + width <= limit + 0.001)
    .map(({ x }) => {
      const below = skyline.filter((step) => step.x < x + width && step.x + step.width > x);
      return { x, y: Math.max(...below.map(({ y }) => y)) };
    });
  return candidates.reduce((best, one) => (one.y < best.y ? one : best));
}

function raise(
  skyline: readonly Step[],
  place: { readonly x: number; readonly y: number },
  size: Size,
): readonly Step[] {
  const [from, to] = [place.x, place.x + size.width];
  const left = skyline.filter(({ x }) => x < from);
  const right = skyline.filter(({ x, width }) => x + width > to);
  return [
    ...left.map((step) => ({ ...step, width: Math.min(step.width, from - step.x) })),
    { x: from, width: size.width, y: place.y + size.height },
    ...right.map((step) => {
      const x = Math.max(step.x, to);
      return { ...step, x, width: step.x + step.width - x };
    }),
  ];
}
