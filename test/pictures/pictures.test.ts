import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../src/facts/schema.ts";
import { makePlan, type StageWishes } from "../../src/plan/plan.ts";
import { drawErd } from "../../src/reports/pictures/erd/draw-erd.ts";
import { erdResult } from "../../src/reports/pictures/erd/erd-result.ts";
import { drawMap } from "../../src/reports/pictures/map/draw-map.ts";
import { mapResult } from "../../src/reports/pictures/map/map-result.ts";
import { languages, type Language } from "../../src/words/words.ts";
import { openChromium, type OpenBrowser } from "../clients/chromium.ts";
import { measurePicture } from "./geometry.ts";
import { changedSample, sampleFacts } from "./sample-facts.ts";

const wishes: StageWishes = {
  name: "shop",
  stage: "production",
  database: { engine: "postgres" },
  functions: { web: { memoryMb: 512, tmpMb: 512, timeoutSeconds: 30, concurrency: 10 } },
};

const known = (facts: Facts, before: Facts | null = null) => ({
  name: "shop",
  stage: "production",
  facts,
  plan: makePlan(facts, wishes),
  before: before === null ? null : { release: 3, facts: before, plan: makePlan(before, wishes) },
});

const pictures = {
  erd: (given: ReturnType<typeof known>, language: Language) => drawErd(erdResult(given), language),
  map: (given: ReturnType<typeof known>, language: Language) => drawMap(mapResult(given), language),
} as const;
const kinds = ["erd", "map"] as const;

describe.each(kinds)("%s in a browser", (kind) => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  const well = { overlapping: [], cut: [], escaped: [], crossed: [], tiny: [] };

  it.each([10, 100, 300])("is legible with %i models and routes", async (count) => {
    const faults = await measurePicture(browser.context, pictures[kind](known(sampleFacts(count)), "en"));
    expect(faults).toMatchObject(well);
    expect(faults.texts).toBeGreaterThan(count);
  });

  it.each(languages)("is legible in %s, compared with a release, in the dark", async (language) => {
    const svg = pictures[kind](known(changedSample(), sampleFacts(10)), language);
    expect(await measurePicture(browser.context, svg, "dark")).toMatchObject(well);
  });

  it("shows that a text which is cut would be found", async () => {
    const svg = pictures[kind](known(sampleFacts(10)), "en");
    const narrow = svg.replace(/(<svg[^>]*? width=")\d+(" height="\d+" viewBox="0 0 )\d+/, "$1400$2400");
    const { cut } = await measurePicture(browser.context, narrow);
    expect(cut.length).toBeGreaterThan(0);
  });

  it("shows that texts on each other would be found", async () => {
    const svg = pictures[kind](known(sampleFacts(10)), "en");
    const { overlapping } = await measurePicture(
      browser.context,
      svg.replaceAll(/(<text x="[\d.]+" y=")[\d.]+/g, "$1200"),
    );
    expect(overlapping.length).toBeGreaterThan(0);
  });
});

describe.each(kinds)("%s", (kind) => {
  it("is the same bytes for the same application", () => {
    const draw = (): string => pictures[kind](known(sampleFacts(100)), "en");
    expect(draw()).toBe(draw());
  });

  it("asks nobody for anything, and runs nothing", () => {
    const svg = pictures[kind](known(sampleFacts(10)), "en");
    expect(svg).not.toMatch(/<script|href=|url\(|@import|<image|<foreignObject/);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toContain("http");
  });

  it("tells in words what it shows", () => {
    const svg = pictures[kind](known(sampleFacts(10)), "en");
    expect(svg).toMatch(/role="img" aria-labelledby="title description"/);
    expect(/<desc id="description">([^<]*)</.exec(svg)?.[1]).toContain("billing");
  });

  it("keeps names that are markup as they are", () => {
    const facts = sampleFacts(10);
    const [model] = facts.models;
    const [route] = facts.routes;
    if (model === undefined || route === undefined) throw new TypeError("the sample is empty");
    model.table = '<script>alert("&")</script>';
    route.segments = [{ kind: "literal", text: "<script>&\u0000" }];
    const svg = pictures[kind](known(facts), "en");
    expect(svg).not.toContain("<script");
    expect(svg).toContain("&lt;script&gt;");
  });
});
