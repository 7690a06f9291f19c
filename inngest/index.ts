import type { OpenEngine } from "@/lib/background/engine";
import { openEmbedded } from "./on-embedded";
import { openInngest } from "./on-inngest";

/** The Inngest that the settings name, or the embedded engine; a process for doors and pages alone needs none of its own. */
export const openEngine: OpenEngine = (ctx) => {
  if (ctx.env.inngest !== undefined) return openInngest(ctx, ctx.env.inngest);
  return ctx.env.role === "web" ? null : openEmbedded(ctx);
};
