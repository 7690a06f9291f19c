import { expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { createContact } from "../contacts/create";
import { deletionForgetter } from "../contacts/forget-deleted";
import { relayEvents } from "../events/relay";
import { createDoor } from "../inbound/door";
import { hopsMax } from "../inbound/limits";
import { createMetrics } from "../metrics";
import { testAudience } from "../testing/audience";
import { testCtx, testWorkspace } from "../testing/context";
import { serveDoor } from "../testing/door-servers";
import { testHook } from "../testing/workspace-webhook";
import { deliveryPlanner } from "./plan";
import { drain, logOf, withDispatcher } from "./testing/engine";
import { testWebhookRow } from "./testing/log-rows";

test("a webhook that leads to our own door, and changes what it is told of, ends after three rounds", async () => {
  const ctx = await testWorkspace(await testCtx());
  const metrics = createMetrics();
  const door = createDoor(ctx, metrics);
  const server = await serveDoor(door, "node", metrics);
  try {
    const audience = await testAudience(ctx);
    const hook = await testHook(ctx, { type: "SUBSCRIBED", audienceId: audience.id });
    // Every round brings another first name, so that every round changes the contact.
    const mappings = [
      { field: "email", source: "mapping", value: "contact.email" },
      { field: "first_name", source: "mapping", value: "delivery.id" },
    ];
    const url = `${server.url}${hook.path}`;
    const id = await testWebhookRow(ctx, {
      url,
      events: ["contact.created", "contact.updated"],
      customPayload: { mappings },
    });
    await createContact(ctx, {
      audienceId: audience.id,
      email: "ann@example.com",
      status: "subscribed",
      fields: {},
      tags: [],
      groupIds: [],
    });
    await withDispatcher(ctx, async (dispatcher) => {
      for (let round = 0; round < 3 * hopsMax; round++) {
        while (await relayEvents(ctx, [deliveryPlanner(), deletionForgetter]));
        await drain(dispatcher);
      }
    });
    expect((await logOf(ctx, id)).map(({ state, responseStatus }) => [state, responseStatus])).toEqual([
      ...Array(hopsMax).fill(["succeeded", 200]),
      ["failed", 508],
    ]);
    const hops =
      await ctx.sql`select hop from events where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type = 'contact.updated' order by id`;
    expect(hops.map(({ hop }) => hop)).toEqual([1, 2, 3]);
  } finally {
    await server.close();
    await door.close();
  }
});
