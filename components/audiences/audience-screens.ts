import type { AudienceScope } from "./scope";

/** The screens of an audience in the order of its tabs; Contacts is its index. */
export function audienceScreens({ workspace, audienceId }: AudienceScope): { href: string; label: string }[] {
  const base = `/${workspace}/audiences/${audienceId}`;
  return [
    { href: base, label: "Contacts" },
    { href: `${base}/segments`, label: "Segments" },
    { href: `${base}/fields`, label: "Data fields" },
    { href: `${base}/groups`, label: "Groups" },
    { href: `${base}/tags`, label: "Tags" },
    { href: `${base}/requests`, label: "Requests" },
    { href: `${base}/settings`, label: "Settings" },
  ];
}
