import type { MemberRole } from "@/db/enums";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";

/** What can be allowed, with the words a refusal uses. */
export const permissions = {
  read: "see this workspace",
  "contacts:write": "change contacts",
  "audiences:write": "change audiences",
  "webhooks:write": "change webhooks",
  "campaigns:write": "change campaigns",
  "journeys:write": "change journeys",
  "members:write": "change members",
  "api_keys:write": "change API keys",
  "workspace:write": "change this workspace",
  "background:write": "see and run background work",
} as const;
export type Permission = keyof typeof permissions;

const marketer: Permission[] = [
  "read",
  "contacts:write",
  "audiences:write",
  "webhooks:write",
  "campaigns:write",
  "journeys:write",
];
const admin: Permission[] = [...marketer, "members:write", "api_keys:write", "workspace:write", "background:write"];

/** What each role may do; an owner differs from an admin in that nobody else can make or unmake one. */
export const rolePermissions: Record<MemberRole, readonly Permission[]> = {
  owner: admin,
  admin,
  marketer,
  viewer: ["read"],
};

export const can = (role: MemberRole, permission: Permission): boolean => rolePermissions[role].includes(permission);

/** First line of every verb. Throws `forbidden` when the actor's role does not allow it; the system may do everything. */
export function authorize(ctx: WorkspaceCtx, permission: Permission): void {
  if (ctx.actor.type === "system" || can(ctx.actor.role, permission)) return;
  throw new AppError(
    "forbidden",
    `Your role (${ctx.actor.role}) may not ${permissions[permission]}. Ask an admin of this workspace.`,
  );
}
