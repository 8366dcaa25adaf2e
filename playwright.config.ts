import { defineConfig } from "@playwright/test";

const { E2E_URL, E2E_CHROMIUM, E2E_LIBRARIES } = process.env;

/** Run by `npm run e2e`, which starts the product, finds a browser and says where both are. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/journeys",
  // Only what hangs reaches them, also on a machine with much else to do.
  timeout: 600_000,
  expect: { timeout: 30_000 },
  // A journey waits a good part of its time: three leave two cores idle at times.
  workers: 4,
  forbidOnly: Boolean(process.env.CI),
  // A payment run takes every approved claim, also those that others want to pay by hand. The walk of
  // forms compares the database before and after, so nothing else runs beside it. Who signs in at a
  // later time ends the sessions that are over by then: that journey goes last.
  projects: [
    { name: "journeys", testIgnore: ["payments.spec.ts", "walk*.spec.ts", "expiry.spec.ts"] },
    {
      name: "payments",
      testMatch: ["payments.spec.ts", "walk-pages.spec.ts"],
      dependencies: ["journeys"],
    },
    { name: "walk", testMatch: "walk.spec.ts", dependencies: ["payments"] },
    { name: "later", testMatch: "expiry.spec.ts", dependencies: ["walk"] },
  ],
  fullyParallel: false,
  reporter: [["list"], ["json", { outputFile: "test-results/journeys/results.json" }]],
  use: {
    baseURL: E2E_URL,
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    // What never comes is told while somebody still waits for it.
    actionTimeout: 90_000,
    navigationTimeout: 90_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: E2E_CHROMIUM ? E2E_CHROMIUM : undefined,
      // Nothing here needs a process for drawing, nor one for each site.
      args: [
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-software-rasterizer",
        "--in-process-gpu",
        "--disable-site-isolation-trials",
        "--renderer-process-limit=1",
      ],
      ...(E2E_LIBRARIES ? { env: { ...process.env, LD_LIBRARY_PATH: E2E_LIBRARIES } } : {}),
    },
  },
});
