import { afterAll, beforeEach } from "vitest";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../../context";
import { recordEvents } from "../../deliveries/testing/engine";
import { put } from "../../segments/testing/settle";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";
import { type Receiver, startReceiver } from "../../testing/receiver";
import { applyMoves } from "../engine/apply";
import { claimRuns, journeyShards } from "../engine/claim";
import { make } from "../engine/make";
import { loadSurroundings } from "../engine/surroundings";
import { walk } from "../engine/walk";
import type { Graph } from "../graph/graph";
import { node } from "./graphs";
import { liveJourney, runsOf } from "./settle";

export const dayMs = 86_400_000;

/** A trigger by a sender's own event, which lets everybody in every time. */
export const always = node("start", "trigger", { on: "event", event: "signed_up", reentry: { mode: "always" } });

/** What tests of journeys need, fresh for each: a workspace, an audience with some fields, a receiver. */
export function journeyWorld() {
  const receivers: Receiver[] = [];
  let ctx: WorkspaceCtx & TestCtx;
  let receiver: Receiver;
  let audienceId = "";
  beforeEach(async () => {
    ctx = await testWorkspace(await testCtx());
    receiver = await startReceiver();
    receivers.push(receiver);
    const fields = [{ key: "plan" }, { key: "score", type: "number" }];
    audienceId = (await testAudience(ctx, { fields })).id;
  });
  afterAll(() => Promise.all(receivers.map((one) => one.close())));
  return {
    get ctx() {
      return ctx;
    },
    get receiver() {
      return receiver;
    },
    get audienceId() {
      return audienceId;
    },
    live: (graph: Graph) => liveJourney(ctx, audienceId, graph),
    runs: (journeyId: string) => runsOf(ctx, journeyId),
    /** An Active contact. @returns its bare id */
    subscribed: (email: string, fields: Record<string, string | number> = {}) =>
      put(ctx, audienceId, email, { fields, consent: { kind: "set", status: "subscribed" } }),
    later: (ms: number) => {
      ctx.clock.now = new Date(ctx.now().getTime() + ms);
    },
    /** A sender's own event about a contact. */
    happens: (contactId: string, type: string, data: Record<string, unknown> = {}) =>
      recordEvents(ctx, { type: type as "contact.updated", contactId, audienceId: toUuid("aud", audienceId), data }),
    /** A Webhook block that sends to the receiver. */
    call: (config: Record<string, unknown> = {}, id = "call") =>
      node(id, "webhook", { method: "POST", url: `${receiver.url}/crm`, ...config }),
    bodies: () => receiver.requests.map(({ body }) => JSON.parse(body)),
    /** A drain that has claimed and looked, and not written yet. */
    halfway: async () => {
      const claimId = crypto.randomUUID();
      const shards = Array.from({ length: journeyShards }, (_, shard) => shard);
      const claimed = (await Promise.all(shards.map((shard) => claimRuns(ctx, claimId, shard)))).flat();
      const all = [...(await loadSurroundings(ctx, claimed)).values()];
      const moves = all.map((one) => make(ctx, one, walk(one, ctx.now())));
      return { claimed: claimed.length, finish: () => applyMoves(ctx, claimId, moves) };
    },
  };
}
