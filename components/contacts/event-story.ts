import { z } from "zod";
import { contactStatuses } from "@/db/enums";
import { idSchema } from "@/lib/http/contract";

const values = z.record(z.string(), z.unknown());
const named = z.object({ name: z.string().nullable() });

/** What events of contacts carry, as far as the timeline tells it. Events of other versions may lack any of it. */
const eventData = z.object({
  contact: z
    .object({ email: z.string().optional(), status: z.enum(contactStatuses).optional(), fields: values.optional() })
    .optional()
    .catch(undefined),
  changed: z.array(z.string()).optional().catch(undefined),
  previous: values.optional().catch(undefined),
  previousStatus: z.enum(contactStatuses).optional().catch(undefined),
  tag: named.optional().catch(undefined),
  group: named.optional().catch(undefined),
  campaign: z
    .object({ id: idSchema("campaign"), name: z.string() })
    .optional()
    .catch(undefined),
});

/** One changed value, before and after; undefined where there was none. */
export interface Change {
  key: string;
  before: unknown;
  after: unknown;
}

/** What an event says beyond its type. */
export function eventStory(data: Record<string, unknown>) {
  const { contact, changed = [], previous = {}, previousStatus, tag, group, campaign = null } = eventData.parse(data);
  const changes: Change[] = changed.map((key) => ({
    key,
    before: previous[key] ?? undefined,
    after: key === "email" ? contact?.email : (contact?.fields?.[key] ?? undefined),
  }));
  return {
    changes,
    name: tag?.name ?? group?.name ?? null,
    /** Whose mail it is about. An e-mail service may tell of campaigns that are none of ours. */
    campaign,
    status: previousStatus === undefined ? null : { from: previousStatus, to: contact?.status },
  };
}
