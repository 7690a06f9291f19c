import { fromUuid, newId, toUuid } from "@/db/ids";
import type { AudienceConfig } from "../../audiences/config";
import { extrasOf } from "../../campaigns/sending/compose";
import { audienceOf } from "../../contacts/audience-of";
import { type ContactRow, shownContactColumns } from "../../contacts/columns";
import { snapshot } from "../../contacts/snapshot";
import type { WorkspaceCtx } from "../../context";
import { notFound } from "../../errors";
import { loadFacts } from "../../segments/facts";
import type { Scope } from "../../variables/scope";
import type { Graph } from "../graph/graph";
import type { JourneyRow } from "../load";
import { runScope, type TriggerEvent } from "../scope";
import type { SimulatedContact } from "./change-contact";
import { findTriggerEvent } from "./trigger-event";

/** A contact at the door of a journey, with what blocks may read there. */
export interface Subject {
  audience: AudienceConfig;
  contact: SimulatedContact;
  trigger: TriggerEvent | null;
  scopeOf(contact: SimulatedContact, now: Date): Scope;
}

interface About {
  contactId: string;
  eventId: string | undefined;
  /** That rules of the graph count. */
  eventTypes: readonly string[];
}

/** Looks at the world of one contact of the journey's audience. Throws `not_found` for the contact or the event. */
export async function loadSubject(
  ctx: WorkspaceCtx,
  journey: JourneyRow,
  graph: Graph,
  { contactId, eventId, eventTypes }: About,
): Promise<Subject> {
  const audience = await audienceOf(ctx, journey.audienceId);
  const id = toUuid("con", contactId);
  const [trigger, [version], [row], facts] = await Promise.all([
    findTriggerEvent(ctx, graph, id, eventId),
    // As if it were published now.
    ctx.sql<{ number: number }[]>`
      select coalesce(max(number), 0) + 1 as number from journey_versions where journey_id = ${toUuid("jny", journey.id)}`,
    ctx.sql<ContactRow[]>`
      select ${shownContactColumns} from contacts c where c.audience_id = ${audience.id} and c.id = ${id}`,
    ctx.sql.begin("read only", (tx) => loadFacts(tx, audience.id, id, eventTypes)),
  ]);
  if (row === undefined || facts === null) throw notFound("contact");
  const run = { id: newId("run"), enteredAt: ctx.now().toISOString() };
  // Whoever sees a simulation, or the receiver of a test, must not be able to unsubscribe somebody.
  const unsubscribeUrl = `${ctx.env.publicUrl}/unsubscribe/example`;
  return {
    audience,
    contact: { snapshot: snapshot(row, audience), facts },
    trigger,
    scopeOf: (contact, now) =>
      runScope({
        workspace: { id: ctx.workspace.id },
        audience: { id: fromUuid("aud", audience.id), name: audience.name },
        contact: contact.snapshot,
        trigger,
        journey: { id: journey.id, name: journey.name, version: version?.number ?? 1 },
        run,
        now,
        extras: { contact: extrasOf(row), workspace: { name: ctx.workspace.name }, unsubscribeUrl },
      }),
  };
}
