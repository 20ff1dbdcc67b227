import { describe, expect, it } from "vitest";
import { get, startPlatform } from "../../../test/platform/test-platform.ts";
import { doorSchema } from "./door.ts";
import { routeRequest } from "./route-request.ts";

const limitNames = {
  memory: "[isolate.reports] memory",
  timeout: "[isolate.reports] timeout",
  concurrency: "[isolate.reports] concurrency",
  logs: "monolift logs",
};
const routes = [
  { expression: "^/reports/new$", methods: null, functionName: "web" },
  { expression: "^/reports/.*$", methods: ["GET"], functionName: "reports", limitNames },
];
const door = doorSchema.parse({
  name: "blog-local",
  project: "blog",
  stage: "local",
  port: 0,
  functionName: "web",
  alias: "live",
  routes,
  mounts: [],
});

describe("routeRequest", () => {
  it.each([
    ["GET", "/", "web"],
    ["GET", "/reports/7?x=/y", "reports"],
    ["GET", "/reports/new?for=7", "web"],
    ["POST", "/reports/7", "web"],
    ["GET", "/?/reports/7", "web"],
  ])("leads %s %s to %s", (method, target, name) => {
    expect(routeRequest(door, method, target).functionName).toBe(name);
  });

  it("says where the limits of the function are changed", () => {
    expect(routeRequest(door, "GET", "/reports/7").limitNames).toEqual(limitNames);
    expect(routeRequest(door, "GET", "/").limitNames).toBeUndefined();
  });
});

describe("a door with routes", () => {
  it("gives each request to its function", async () => {
    await using platform = await startPlatform();
    platform.publish();
    platform.publish({ functionName: "reports", environment: { WHO: "reports" } });
    const line = { expression: "^/environment$", methods: ["GET"], functionName: "reports" };
    const url = `${await platform.openDoor({ routes: [line] })}/environment`;
    expect((await get(url)).text).toContain('"WHO"');
    expect((await get(url, { method: "POST" })).text).not.toContain('"WHO"');
  });
});
