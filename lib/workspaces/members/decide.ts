import type { MemberRole } from "@/db/enums";
import type { Actor } from "../../context";
import { AppError, conflict } from "../../errors";

/**
 * Refuses what would touch an owner without being one, or leave a workspace without any. `next` is null for removing; `owners`
 * counts those there are now.
 */
export function refuseOwnerChange(
  actor: Actor,
  member: { role: MemberRole },
  next: MemberRole | null,
  owners: number,
): AppError | null {
  const touchesOwner = member.role === "owner" || next === "owner";
  if (!touchesOwner || member.role === next) return null;
  if (actor.type !== "system" && actor.role !== "owner")
    return new AppError("forbidden", "Only an owner may make or unmake owners. Ask an owner of this workspace.");
  if (member.role === "owner" && owners === 1)
    return conflict("This is the last owner. Make somebody else an owner first.");
  return null;
}
