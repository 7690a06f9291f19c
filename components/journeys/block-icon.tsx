import {
  Bell,
  Box,
  Calendar,
  Clock,
  CornerUpLeft,
  Database,
  Filter,
  Flag,
  Globe,
  Hourglass,
  LogOut,
  type LucideIcon,
  Mail,
  MessageSquare,
  Repeat,
  Shuffle,
  Sparkles,
  Split,
  Tag,
  Timer,
  UserPen,
  Users,
  Webhook,
  Zap,
} from "lucide-react";
import { registry } from "@/lib/journeys/blocks/registry";

/** The icons that a block can name; one that is not here is a plain box, so that the whole library need not be loaded. */
const icons: Record<string, LucideIcon> = {
  bell: Bell,
  calendar: Calendar,
  clock: Clock,
  "corner-up-left": CornerUpLeft,
  database: Database,
  filter: Filter,
  flag: Flag,
  globe: Globe,
  hourglass: Hourglass,
  "log-out": LogOut,
  mail: Mail,
  "message-square": MessageSquare,
  repeat: Repeat,
  shuffle: Shuffle,
  sparkles: Sparkles,
  split: Split,
  tag: Tag,
  timer: Timer,
  "user-pen": UserPen,
  users: Users,
  webhook: Webhook,
  zap: Zap,
};

/** A kind of block as a picture; the words stand beside it. */
export function BlockIcon({ type, className }: { type: string; className?: string }) {
  const Icon = icons[registry.get(type)?.icon ?? ""] ?? Box;
  return <Icon aria-hidden className={className} />;
}
