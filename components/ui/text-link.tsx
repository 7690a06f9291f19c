import Link from "next/link";
import type { ReactNode } from "react";

/** A way to another page inside of text, facts and notes. */
export const TextLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="rounded-sm text-link underline-offset-4 hover:underline">
    {children}
  </Link>
);
