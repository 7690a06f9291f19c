import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const alias = { "@": root.replace(/\/$/, "") };

/** unit: pure, no I/O. database: real PostgreSQL, one clone of the template per worker. architecture: the import rule. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: "architecture", include: ["lib/architecture.test.ts"] },
      },
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{lib,db,components,inngest,scripts,server}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "lib/architecture.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["{lib,db,inngest,app}/**/*.db.test.ts"],
          globalSetup: ["db/testing/global-setup.ts"],
          pool: "forks",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
