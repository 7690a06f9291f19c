import { type MemberRole, memberRoles } from "@/db/enums";
import { roleTexts } from "@/lib/workspaces/roles";

/** The roles that somebody may give: only owners make owners. */
export const rolesGivenBy = (giver: MemberRole): { value: MemberRole; label: string; description: string }[] =>
  memberRoles
    .filter((role) => giver === "owner" || role !== "owner")
    .map((role) => ({ value: role, ...roleTexts[role] }));
