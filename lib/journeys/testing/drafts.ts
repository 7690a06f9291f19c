import { beforeAll, beforeEach, expect } from "vitest";
import type { WorkspaceCtx } from "../../context";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import type { Graph } from "../graph/graph";
import { type JourneyApi, journeyApi } from "./api";
import { node } from "./graphs";

/** A Webhook block whose address publishing lets pass, without anybody there. */
export const call = (more: Record<string, unknown> = {}) =>
  node("call", "webhook", { url: "https://198.51.101.7/crm", ...more });

/** What tests of drafts need, fresh for each: a workspace with an audience, and the operations of journeys. */
export function draftWorld() {
  let base: TestCtx;
  let ctx: TestCtx & WorkspaceCtx;
  let api: JourneyApi;
  let audienceId: string;
  beforeAll(async () => {
    base = await testCtx();
  });
  beforeEach(async () => {
    ctx = await testWorkspace(base);
    api = await journeyApi(base, ctx);
    audienceId = (await testAudience(ctx, { fields: [{ key: "plan" }] })).id;
  });
  return {
    /** Without a workspace, to make others with. */
    get base() {
      return base;
    },
    get ctx() {
      return ctx;
    },
    get api() {
      return api;
    },
    get audienceId() {
      return audienceId;
    },
    create: async (graph?: Graph, name = "Welcome") => {
      const made = await api.create({}, { name, audienceId, ...(graph === undefined ? {} : { graph }) });
      expect(made.status, made.text).toBe(201);
      return { journeyId: String(made.json.id) };
    },
    publish: async (at: { journeyId: string }) => {
      const published = await api.publish(at, {});
      expect(published.status, published.text).toBe(200);
      return published.json;
    },
  };
}
