import { readdirSync, readFileSync } from "node:fs";

/** Packages that ship ES modules: Jest runs CommonJS, so that these are compiled as our own code is. */
function modulePackages() {
  const names = readdirSync("node_modules").flatMap((name) => {
    if (name.startsWith(".")) return [];
    if (!name.startsWith("@")) return [name];
    return readdirSync(`node_modules/${name}`).map((inner) => `${name}/${inner}`);
  });
  return names.filter((name) => {
    try {
      return (
        JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).type === "module"
      );
    } catch {
      return false;
    }
  });
}

/** Asks for a module of Node's with `import()` amid CommonJS, which Jest would not know. */
const importing = "@opentelemetry/otlp-exporter-base";

const compile = [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx: true },
      transform: { react: { runtime: "automatic" } },
      target: "es2023",
    },
    module: { type: "commonjs" },
  },
];

/** @type {import("jest").Config} */
export default {
  testEnvironment: "node",
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  testPathIgnorePatterns: ["/node_modules/", "/\\.next", "<rootDir>/dist/", "/e2e/", "/bench/"],
  modulePathIgnorePatterns: ["<rootDir>/\\.next", "<rootDir>/dist", "<rootDir>/\\.data"],
  moduleNameMapper: {
    "\\.css$": "<rootDir>/testing/styles.ts",
    "^@/(.*)$": "<rootDir>/$1",
  },
  transform: { "\\.[cm]?[jt]sx?$": compile },
  transformIgnorePatterns: [`/node_modules/(?!(${[...modulePackages(), importing].join("|")})/)`],
  globalSetup: "<rootDir>/testing/global-setup.ts",
  globalTeardown: "<rootDir>/testing/global-teardown.ts",
  setupFilesAfterEnv: ["<rootDir>/testing/setup.ts"],
  testSequencer: "<rootDir>/testing/sequencer.mjs",
  // Only what hangs reaches it, also on a machine with much else to do.
  testTimeout: 120_000,
  // More than the two cores of the smallest machine: many suites wait, for a server or a clock.
  maxWorkers: 4,
};
