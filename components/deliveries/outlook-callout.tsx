import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import type { Outlook } from "./outlook";

/** Why a delivery stands as it does, and what happens next. */
export function OutlookCallout({ outlook: { tone, title, next, at } }: { outlook: Outlook }) {
  const [before, after] = next?.split("{when}") ?? [];
  return (
    <Callout tone={tone} title={title}>
      {next === null ? null : (
        <>
          {before}
          {at === null || after === undefined ? null : <Time value={at} format="until" className="font-medium" />}
          {after}
        </>
      )}
    </Callout>
  );
}
