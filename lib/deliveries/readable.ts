import type { WorkspaceCtx } from "../context";
import { redactLinks } from "../mail/redact-links";
import { can } from "../workspaces/permissions";

/**
 * What somebody may read of a request and its answer. A payload may hold the link that unsubscribes its contact, and a link is a power:
 * it is shown only to who has that power without it, as in the Mailbox.
 */
export const readableBy = ({ actor }: Pick<WorkspaceCtx, "actor">): ((content: string) => string) =>
  actor.type === "system" || can(actor.role, "contacts:write") ? (content) => content : redactLinks;
