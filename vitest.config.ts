import { relative } from "node:path";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Whole lifts come first, so that no worker is left with one of them when all others have ended. */
class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((one, other) => weightOf(other) - weightOf(one)));
  }
}

const heavy = ["test/apps/", "test/aws/", "test/lift/", "test/"];

function weightOf({ moduleId }: TestSpecification): number {
  const path = relative(import.meta.dirname, moduleId);
  const rank = heavy.findIndex((folder) => path.startsWith(folder));
  return rank === -1 ? 0 : heavy.length - rank;
}

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    isolate: false,
    // Most of the time is spent in the processes that tests start, and some of it in waiting for them.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

export default config;
