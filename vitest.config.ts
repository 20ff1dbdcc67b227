import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    isolate: false,
    restoreMocks: true,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});

export default config;
