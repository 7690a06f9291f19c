import { LinkTabs } from "@/components/ui/link-tabs";
import { audienceScreens } from "./audience-screens";
import type { AudienceScope } from "./scope";

/** The screens of an audience. */
export const AudienceTabs = (scope: AudienceScope) => <LinkTabs label="Audience" tabs={audienceScreens(scope)} />;
