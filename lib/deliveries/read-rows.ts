import type { Fragment } from "@/db/client";
import { toUuid } from "@/db/ids";
import type { WorkspaceCtx } from "../context";
import type { DeliveryRow } from "./present";

/** The columns of `deliveries` that a delivery is shown by: bodies are large and stay where they are. */
export const shownColumns = ({ sql }: WorkspaceCtx): Fragment => sql`
  id, webhook_id, campaign_id, event_id, event_type, contact_id, run_id, url, state, attempts, response_status, cause, error,
  duration_ms, created_at, finished_at`;

/**
 * Deliveries with everything that is told of them, newest first, in one statement: names from their webhooks, campaigns and contacts,
 * and from the queue when they are due.
 * @param found a statement with `shownColumns`, of a page's length at most
 */
export const readRows = ({ sql, workspace }: WorkspaceCtx, found: Fragment): Promise<DeliveryRow[]> =>
  sql<DeliveryRow[]>`
    select d.id, d.webhook_id as "webhookId", d.campaign_id as "campaignId", d.event_id as "eventId", d.event_type as "eventType",
      d.contact_id as "contactId", d.state, d.attempts, d.response_status as "responseStatus", d.cause, d.error,
      d.duration_ms as "durationMs", d.created_at as "createdAt", d.finished_at as "finishedAt",
      case when w.id is not null then coalesce(d.url, w.url) end as "webhookUrl", w.name as "webhookName",
      not w.active or w.disabled_reason is not null as "webhookIsOff",
      w.campaign_id as "webhookCampaignId", c.name as "campaignName", d.run_id as "runId", j.id as "journeyId",
      j.name as "journeyName", w.node_id as "nodeId",
      coalesce(j.audience_id, e.audience_id) as "audienceId", p.email, q.due_at as "dueAt", q.attempts as scheduled
    from (${found}) d
    left join webhooks w on w.id = d.webhook_id and w.workspace_id = ${toUuid("wks", workspace.id)}
    left join campaigns c on c.id = d.campaign_id and c.workspace_id = ${toUuid("wks", workspace.id)}
    left join journey_versions v on v.id = w.journey_version_id
    left join journeys j on j.id = v.journey_id
    -- A contact is looked up by its audience, which its event or journey knows.
    left join events e on e.workspace_id = ${toUuid("wks", workspace.id)} and e.id = d.event_id
    left join contacts p on p.audience_id = coalesce(j.audience_id, e.audience_id) and p.id = d.contact_id
    -- While it is claimed, its moment is the end of a lease.
    left join delivery_queue q on q.id = d.id and d.state = 'pending' and q.claim_id is null
    order by d.id desc`;
