"use client";

import { PageError, type PageFailure } from "@/components/shell/page-error";

/** A screen that failed leaves the audience's name and tabs in their place. */
export default function AudienceError(failure: PageFailure) {
  return <PageError {...failure} />;
}
