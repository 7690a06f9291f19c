import {
  AtSign,
  Calendar,
  CalendarClock,
  CircleDot,
  Hash,
  Link2,
  type LucideIcon,
  Phone,
  ToggleLeft,
  Type,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { type FieldType, fieldTypes } from "@/lib/mapping/field-types";

export const fieldTypeIcons: Record<FieldType, LucideIcon> = {
  text: Type,
  number: Hash,
  boolean: ToggleLeft,
  date: Calendar,
  datetime: CalendarClock,
  email: AtSign,
  url: Link2,
  phone: Phone,
  choice: CircleDot,
};

/** A field's type as icon and word. */
export function FieldTypeBadge({ type }: { type: FieldType }) {
  const Icon = fieldTypeIcons[type];
  return (
    <Badge>
      <Icon aria-hidden />
      {fieldTypes[type].label}
    </Badge>
  );
}
