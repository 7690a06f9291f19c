import type { OpenEngine } from "@/lib/background/engine";
import { openEmbedded } from "./on-embedded";
import { openInngest } from "./on-inngest";
import { openThread } from "./on-thread";
import type { ThreadSettings } from "./thread/messages";

/** The Inngest that the settings name, or the embedded engine; a process for doors and pages alone needs none of its own. */
export const openEngine: OpenEngine = (ctx) => {
  if (ctx.env.inngest !== undefined) return openInngest(ctx, ctx.env.inngest);
  return ctx.env.role === "web" ? null : openEmbedded(ctx);
};

/** The same for a server that has a bundle of the background: the embedded engine then gets a thread of its own. */
export const openEngineOnThread =
  (file: URL, settings: Omit<ThreadSettings, "env">): OpenEngine =>
  (ctx) =>
    ctx.env.inngest === undefined && ctx.env.role !== "web"
      ? openThread(ctx, file, { ...settings, env: ctx.env })
      : openEngine(ctx);
