import {
  CircleMinus,
  Flag,
  type LucideIcon,
  Mail,
  MailCheck,
  MailX,
  Pencil,
  Tag,
  Trash2,
  UserPlus,
  UserRoundMinus,
  UsersRound,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { EventName } from "@/lib/events/catalogue";
import { statusLooks } from "./contact-status-badge";

/** How the timeline marks each event. */
export const eventLooks: Record<EventName, { icon: LucideIcon; tone: Tone }> = {
  "contact.created": { icon: UserPlus, tone: "neutral" },
  "contact.updated": { icon: Pencil, tone: "neutral" },
  "contact.subscribed": statusLooks.subscribed,
  "contact.pending": statusLooks.unconfirmed,
  "contact.confirmed": { icon: MailCheck, tone: "success" },
  "contact.unsubscribed": { icon: CircleMinus, tone: "neutral" },
  "contact.bounced": { icon: MailX, tone: "danger" },
  "contact.complained": { icon: Flag, tone: "danger" },
  "contact.deleted": { icon: Trash2, tone: "danger" },
  "contact.tag_added": { icon: Tag, tone: "neutral" },
  "contact.tag_removed": { icon: Tag, tone: "neutral" },
  "contact.group_joined": { icon: UsersRound, tone: "neutral" },
  "contact.group_left": { icon: UserRoundMinus, tone: "neutral" },
  "contact.confirmation_requested": { icon: Mail, tone: "neutral" },
};
