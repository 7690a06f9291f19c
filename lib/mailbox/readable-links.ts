import type { Actor } from "../context";
import { can } from "../workspaces/permissions";

/**
 * Whether somebody may see the links of a mail that do something in its reader's name. A link is a power, so it is shown only to who has that power without it:
 * else a viewer could accept an admin's invitation.
 */
export function mayReadLinks(actor: Actor, kind: string): boolean {
  if (actor.type === "system") return true;
  switch (kind) {
    case "owner_invitation":
      return actor.role === "owner";
    case "invitation":
      return can(actor.role, "members:write");
    case "confirmation":
    case "campaign":
    case "journey":
      return can(actor.role, "contacts:write");
    default:
      // Mail about accounts reaches the operator only; notices hold no links of this sort.
      return true;
  }
}
