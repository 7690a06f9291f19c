import type { Inngest } from "inngest";
import { serve as serveOnEdge } from "inngest/edge";
import type { BackgroundRunner } from "@/lib/background/engine";
import { createFunctions } from "./functions";

export const servePath = "/api/inngest";

/** Our functions as a plain `Request → Response`. */
export const serve = (client: Inngest, runner: BackgroundRunner, serveOrigin?: string) =>
  serveOnEdge({ client, functions: createFunctions(client, runner), servePath, serveOrigin });

export type AppHandler = ReturnType<typeof serve>;
