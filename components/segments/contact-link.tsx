"use client";

import Link from "next/link";
import { useParams } from "next/navigation";

/** An address that leads to the contact's profile, cut where it has no room. */
export function ContactLink({ contact }: { contact: { id: string; email: string } }) {
  const { workspace, audienceId } = useParams<{ workspace: string; audienceId: string }>();
  return (
    <Link
      href={`/${workspace}/audiences/${audienceId}/contacts/${contact.id}`}
      prefetch={false}
      title={contact.email}
      className="block truncate font-medium hover:underline"
    >
      {contact.email}
    </Link>
  );
}
