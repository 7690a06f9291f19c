import type { MemberRole } from "@/db/enums";

/** How the roles are called and explained to people. */
export const roleTexts: Record<MemberRole, { label: string; description: string }> = {
  owner: { label: "Owner", description: "Everything an admin may do, and makes other owners." },
  admin: { label: "Admin", description: "Changes audiences, webhooks, members and API keys." },
  marketer: { label: "Marketer", description: "Changes contacts, audiences and webhooks." },
  viewer: { label: "Viewer", description: "Sees everything, changes nothing." },
};
