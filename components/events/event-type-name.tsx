import { eventLook } from "@/components/contacts/event-icon";
import { toneText } from "@/components/ui/tone";
import { eventLabel } from "@/lib/events/catalogue";

/** An event's type as icon and words; a sender's own name stands for itself. */
export function EventTypeName({ type }: { type: string }) {
  const { icon: Icon, tone } = eventLook(type);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Icon aria-hidden className={`size-4 shrink-0 ${toneText[tone]}`} />
      <span className="truncate">{eventLabel(type)}</span>
    </span>
  );
}
