import { createContact } from "../../contacts/create";
import { listContactEvents } from "../../contacts/history";
import type { WorkspaceCtx } from "../../context";
import { testAudience } from "../../testing/audience";
import { type TestCtx, testCtx, testWorkspace } from "../../testing/context";

/** A workspace with an audience, whose contacts another sender tells something of. */
export interface Sender {
  ctx: WorkspaceCtx & TestCtx;
  audience: Awaited<ReturnType<typeof testAudience>>;
  /** Adds a contact; answers its id. */
  add(email: string, audienceId?: string): Promise<string>;
  timeline(contactId: string): Promise<Awaited<ReturnType<typeof listContactEvents>>["items"]>;
  types(contactId: string): Promise<string[]>;
}

export async function testSender(): Promise<Sender> {
  const ctx = await testWorkspace(await testCtx());
  const audience = await testAudience(ctx);
  const timeline: Sender["timeline"] = async (contactId) =>
    (await listContactEvents(ctx, { audienceId: audience.id, contactId, limit: 50 })).items;
  return {
    ctx,
    audience,
    add: async (email, audienceId = audience.id) =>
      (await createContact(ctx, { audienceId, email, fields: {}, tags: [], groupIds: [] })).id,
    timeline,
    types: async (contactId) => (await timeline(contactId)).map(({ type }) => type),
  };
}

let next = 0;
/** An event as its sender tells it, under an id of its own. */
export const toldEvent = (more: Record<string, unknown>) => ({ id: `e-${++next}`, type: "order.placed", ...more });
