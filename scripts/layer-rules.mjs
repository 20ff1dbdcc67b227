// Writes .oxlintrc.json: the general rules, and who may import whom, layer by layer.
import { writeFileSync } from "node:fs";

const mayImport = {
  system: [],
  words: [],
  facts: [],
  config: ["system"],
  plan: ["facts", "config"],
  doctor: ["facts"],
  bundle: ["system"],
  frameworks: ["bundle", "facts", "plan", "config", "system"],
  platform: ["system"],
  providers: ["plan", "bundle", "platform", "system"],
  actions: ["config", "frameworks", "facts", "bundle", "plan", "doctor", "providers", "system"],
  reports: ["plan", "doctor", "facts", "config", "providers", "actions"],
  cli: ["actions", "reports", "config", "system"],
};
const layers = Object.keys(mayImport);
const pureLayers = ["words", "facts", "plan", "doctor", "reports"];
const effects = [
  "node:fs",
  "node:fs/*",
  "node:child_process",
  "node:http",
  "node:https",
  "node:net",
  "node:process",
  "node:os",
];

const overrides = layers.map((layer) => {
  const forbidden = layers.filter(
    (other) => other !== layer && other !== "words" && !mayImport[layer].includes(other),
  );
  const message = `${layer}/ may import only ${[...mayImport[layer], "words", "errors.ts"].join(", ")}.`;
  // The catalogue has a folder for each layer's sentences (`words/config/`): these are words, not the layer.
  const imports =
    layer === "words"
      ? { regex: `^(\\.\\./)+(${forbidden.join("|")})/`, message }
      : { group: [...forbidden.map((other) => `**/${other}/**`), "!**/words/**"], message };
  const patterns = pureLayers.includes(layer)
    ? [imports, { group: effects, message: `${layer}/ is pure: no disk, process, network or clock.` }]
    : [imports];
  return {
    files: [`src/${layer}/**`],
    rules: { "no-restricted-imports": ["error", { patterns }] },
  };
});

const settings = {
  plugins: ["typescript", "import", "unicorn", "vitest", "node", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  options: { typeAware: true },
  rules: {
    "import/no-cycle": "error",
    "import/no-default-export": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-floating-promises": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/consistent-type-imports": "error",
    "eslint/no-console": "error",
    "eslint/no-empty": "error",
    "eslint/max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    "eslint/no-await-in-loop": "off",
    "typescript/no-unsafe-type-assertion": "off",
    "promise/always-return": "off",
    "unicorn/consistent-function-scoping": "off",
    // A second argument of expect() is what a failing test says, for instance the program's stderr.
    "vitest/valid-expect": ["error", { maxArgs: 2 }],
    "vitest/no-standalone-expect": "off",
    "vitest/require-to-throw-message": "off",
  },
  overrides: [
    ...overrides,
    { files: ["*.config.ts"], rules: { "import/no-default-export": "off" } },
    {
      files: ["**/*.test.ts", "test/**"],
      rules: { "eslint/max-lines-per-function": "off", "no-restricted-imports": "off" },
    },
    {
      files: ["scripts/**", "bench/**"],
      rules: { "eslint/no-console": "off", "eslint/max-lines-per-function": "off" },
    },
  ],
  ignorePatterns: ["node_modules", "dist", "coverage", ".cache", "python"],
};
writeFileSync(new URL("../.oxlintrc.json", import.meta.url), `${JSON.stringify(settings, null, 2)}\n`);
