import { Callout } from "@/components/ui/callout";
import { TextLink } from "@/components/ui/text-link";

/** Said above runs that should have moved on by now: where to look for what keeps them. */
export const StuckNote = ({ workspace }: { workspace: string }) => (
  <Callout
    tone="warning"
    title="Some of these should have moved on by now"
    action={<TextLink href={`/${workspace}/settings/background`}>Open Background</TextLink>}
  >
    Background shows whether journeys are moved on at all. If they are, open a run that is stuck to see what it waits
    for.
  </Callout>
);
