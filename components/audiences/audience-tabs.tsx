import { LinkTabs } from "@/components/ui/link-tabs";
import type { AudienceScope } from "./scope";

/** The screens of an audience; Contacts is its index. */
export function AudienceTabs({ workspace, audienceId }: AudienceScope) {
  const base = `/${workspace}/audiences/${audienceId}`;
  return (
    <LinkTabs
      label="Audience"
      tabs={[
        { href: base, label: "Contacts" },
        { href: `${base}/segments`, label: "Segments" },
        { href: `${base}/fields`, label: "Data fields" },
        { href: `${base}/groups`, label: "Groups" },
        { href: `${base}/tags`, label: "Tags" },
        { href: `${base}/requests`, label: "Requests" },
        { href: `${base}/settings`, label: "Settings" },
      ]}
    />
  );
}
