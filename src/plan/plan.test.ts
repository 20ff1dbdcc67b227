import { describe, expect, it } from "vitest";
import type { Facts } from "../facts/schema.ts";
import { makePlan, type StageWishes } from "./plan.ts";
import { resourcesOf } from "./resources.ts";

const facts = {
  application: "site.wsgi:application",
  interface: "wsgi",
  static: { url: "/static/", finders: [], storage: null },
  media: { url: "media/", root: null },
} as unknown as Facts;

const wishes: StageWishes = {
  name: "blog",
  stage: "local",
  database: { engine: "postgres" },
  functions: { web: { memoryMb: 512, tmpMb: 1024, timeoutSeconds: 60, concurrency: 3 } },
};

describe("makePlan", () => {
  it("puts the whole application into one function behind a door that streams", () => {
    const plan = makePlan(facts, wishes);
    expect(resourcesOf(plan, "function")).toEqual([
      expect.objectContaining({
        id: "function.web",
        memoryMb: 512,
        tmpMb: 1024,
        timeoutSeconds: 60,
        concurrency: 3,
        interface: "wsgi",
      }),
    ]);
    expect(resourcesOf(plan, "door")).toEqual([
      { kind: "door", id: "door", responseMode: "stream", through: "auto", domain: null },
    ]);
  });

  it("keeps what the file says of the door; a load balancer streams nothing", () => {
    const plan = makePlan(facts, { ...wishes, door: "alb", domain: "blog.example.com" });
    expect(resourcesOf(plan, "door")).toEqual([
      { kind: "door", id: "door", responseMode: "buffered", through: "alb", domain: "blog.example.com" },
    ]);
  });

  it("gives a stage its own database and a cache in it, unless the project's settings say where the rows are", () => {
    expect(resourcesOf(makePlan(facts, wishes), "database")).toHaveLength(1);
    expect(resourcesOf(makePlan(facts, wishes), "cache")).toHaveLength(1);
    const elsewhere = makePlan(facts, { ...wishes, database: { engine: "settings" } });
    expect(resourcesOf(elsewhere, "database")).toEqual([]);
    expect(resourcesOf(elsewhere, "cache")).toEqual([]);
    expect(resourcesOf(elsewhere, "external")).toHaveLength(1);
  });

  it("places Aurora with what it may take, in a network of its own that the functions join", () => {
    const capacity = { least: 0, most: 8 };
    const plan = makePlan(facts, { ...wishes, database: { engine: "aurora", capacity, awake: null } });
    expect(resourcesOf(plan, "database")).toEqual([
      { kind: "database", id: "database", engine: "aurora", capacity, awake: null },
    ]);
    expect(resourcesOf(plan, "network")).toEqual([
      expect.objectContaining({ existing: null, isShared: true, hasNat: false, hasEndpoints: false }),
    ]);
    expect(plan.edges.filter(({ to }) => to === "network")).toEqual([
      { from: "function.web", to: "network", may: ["connect"] },
      { from: "database", to: "network", may: ["connect"] },
    ]);
    expect(resourcesOf(plan, "cache")).toHaveLength(1);
  });

  it("places a network only where something needs one, or the file asks for one", () => {
    const nothing = {
      vpc: null,
      subnets: [],
      securityGroups: [],
      hasNat: false,
      hasEndpoints: false,
      isShared: true,
      cidr: null,
    };
    const networks = (network: StageWishes["network"]): number =>
      resourcesOf(makePlan(facts, { ...wishes, database: { engine: "settings" }, network }), "network")
        .length;
    expect(networks(undefined)).toBe(0);
    expect(networks(nothing)).toBe(0);
    expect(networks({ ...nothing, cidr: "10.80.16.0/20", isShared: false })).toBe(0);
    expect(networks({ ...nothing, vpc: "vpc-0a1b2c3d" })).toBe(1);
    expect(networks({ ...nothing, hasNat: true })).toBe(1);
    expect(networks({ ...nothing, hasEndpoints: true })).toBe(1);
  });

  it("serves files by path, and leaves those of another host to it", () => {
    const urls = (url: string | null): (string | null)[] =>
      resourcesOf(makePlan({ ...facts, static: { ...facts.static, url } }, wishes), "bucket").map(
        (one) => one.url,
      );
    expect(urls("/static/")).toEqual(["/static/", "/media/"]);
    expect(urls("assets")).toEqual(["/assets/", "/media/"]);
    expect(urls("https://cdn.example.com/static/")).toEqual([null, "/media/"]);
    expect(urls("/")).toEqual([null, "/media/"]);
  });

  it("lets every edge begin and end at a resource, and gives each resource an id of its own", () => {
    const { resources, edges } = makePlan(facts, wishes);
    const ids = resources.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to, may } of edges) {
      expect(ids).toContain(from);
      expect(ids).toContain(to);
      expect(may.length).toBeGreaterThan(0);
    }
  });

  it("says the same for the same", () => {
    expect(makePlan(facts, wishes)).toEqual(makePlan(facts, wishes));
  });
});
