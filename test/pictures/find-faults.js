// Runs in a browser, in a picture: finds what is wrong with it (`Faults` of geometry.ts).
// oxlint-disable-next-line no-unused-vars -- called by name, once this text is in the page
function findFaults() {
  const root = document.documentElement;
  const paper = root.getBoundingClientRect();
  const texts = [...root.querySelectorAll("text")].map((text) => ({
    said: text.textContent ?? "",
    box: text.getBoundingClientRect(),
    card: [...(text.parentElement?.children ?? [])].find(({ tagName }) => tagName === "rect"),
    size: Number.parseFloat(getComputedStyle(text).fontSize),
  }));
  const cell = 64;
  const grid = new Map();
  const cellsOf = ({ left, right, top, bottom }) => {
    const cells = [];
    for (let x = Math.floor(left / cell); x <= Math.floor(right / cell); x += 1)
      for (let y = Math.floor(top / cell); y <= Math.floor(bottom / cell); y += 1) cells.push(`${x} ${y}`);
    return cells;
  };
  for (const text of texts)
    for (const key of cellsOf(text.box)) grid.set(key, [...(grid.get(key) ?? []), text]);
  const overlapping = new Set();
  for (const near of grid.values())
    for (const [index, a] of near.entries())
      for (const b of near.slice(index + 1))
        if (
          Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
          Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5
        )
          overlapping.add(`${a.said} / ${b.said}`);
  const leaves = (inner, outer) =>
    inner.left < outer.left - 0.5 ||
    inner.right > outer.right + 0.5 ||
    inner.top < outer.top - 0.5 ||
    inner.bottom > outer.bottom + 0.5;
  const drawn = [...root.querySelectorAll("text, rect, path")].map((one) => [
    one.textContent || one.getAttribute("d") || one.tagName,
    one.getBoundingClientRect(),
  ]);
  const crossed = new Set();
  for (const line of root.querySelectorAll("path.line")) {
    const toScreen = line.getScreenCTM();
    for (let along = 0; along <= line.getTotalLength(); along += 4) {
      const point = line.getPointAtLength(along).matrixTransform(toScreen ?? undefined);
      for (const { said, box } of grid.get(`${Math.floor(point.x / cell)} ${Math.floor(point.y / cell)}`) ??
        [])
        if (point.x > box.left && point.x < box.right && point.y > box.top + 1 && point.y < box.bottom - 1)
          crossed.add(said);
    }
  }
  return {
    overlapping: [...overlapping],
    cut: drawn.filter(([, box]) => leaves(box, paper)).map(([said]) => said),
    escaped: texts
      .filter(({ box, card }) => card !== undefined && leaves(box, card.getBoundingClientRect()))
      .map(({ said }) => said),
    crossed: [...crossed],
    tiny: texts.filter(({ size }) => size < 11).map(({ said }) => said),
    texts: texts.length,
  };
}
