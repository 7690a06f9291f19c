import {
  CircleCheck,
  CircleMinus,
  CirclePause,
  CirclePlay,
  Flag,
  ListMinus,
  ListPlus,
  LogOut,
  type LucideIcon,
  Mail,
  MailCheck,
  MailOpen,
  MailWarning,
  MailX,
  MousePointerClick,
  Pencil,
  Route,
  Send,
  Tag,
  Trash2,
  UserPlus,
  UserRoundMinus,
  UsersRound,
  Webhook,
  Zap,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import { type EventName, isEventName } from "@/lib/events/catalogue";
import { statusLooks } from "./contact-status-badge";

interface EventLook {
  icon: LucideIcon;
  tone: Tone;
}

const eventLooks: Record<EventName, EventLook> = {
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
  "contact.received": { icon: Webhook, tone: "neutral" },
  "contact.confirmation_requested": { icon: Mail, tone: "neutral" },
  "contact.reconfirmation_requested": { icon: Mail, tone: "neutral" },
  "email.sent": { icon: Send, tone: "neutral" },
  "email.delivered": { icon: MailCheck, tone: "success" },
  "email.opened": { icon: MailOpen, tone: "info" },
  "email.clicked": { icon: MousePointerClick, tone: "info" },
  "email.bounced": { icon: MailX, tone: "danger" },
  "email.complained": { icon: Flag, tone: "danger" },
  "email.unsubscribed": { icon: CircleMinus, tone: "neutral" },
  "email.failed": { icon: MailWarning, tone: "warning" },
  "segment.entered": { icon: ListPlus, tone: "neutral" },
  "segment.left": { icon: ListMinus, tone: "neutral" },
  "campaign.started": { icon: CirclePlay, tone: "neutral" },
  "campaign.sent": { icon: Send, tone: "success" },
  "campaign.paused": { icon: CirclePause, tone: "warning" },
  "journey.entered": { icon: Route, tone: "neutral" },
  "journey.completed": { icon: CircleCheck, tone: "success" },
  "journey.exited": { icon: LogOut, tone: "neutral" },
};

const ownLook: EventLook = { icon: Zap, tone: "neutral" };

/** How lists and timelines mark an event; senders' own events share one mark. */
export const eventLook = (name: string): EventLook => (isEventName(name) ? eventLooks[name] : ownLook);
