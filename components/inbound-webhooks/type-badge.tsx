import { Trash2, UserCheck, UserMinus, UserPlus } from "lucide-react";
import type { ComponentType } from "react";
import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";
import type { WorkspaceWebhookTypeName } from "@/lib/inbound/workspace-webhooks/types";

/** How the types look; what they do is in their own registry. */
export const typeLooks: Record<
  WorkspaceWebhookTypeName,
  { icon: ComponentType<{ "aria-hidden"?: boolean }>; tone: Tone }
> = {
  SUBSCRIBED: { icon: UserCheck, tone: "success" },
  UNCONFIRMED: { icon: UserPlus, tone: "warning" },
  UNSUBSCRIBED: { icon: UserMinus, tone: "neutral" },
  DELETE: { icon: Trash2, tone: "danger" },
};

/** A type in the word that the API has for it. */
export function TypeBadge({ type }: { type: WorkspaceWebhookTypeName }) {
  const { icon: Icon, tone } = typeLooks[type];
  return (
    <Badge mono tone={tone}>
      <Icon aria-hidden />
      {type}
    </Badge>
  );
}
