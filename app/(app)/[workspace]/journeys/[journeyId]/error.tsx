"use client";

import { PageError, type PageFailure } from "@/components/shell/page-error";

/** A screen that failed leaves the journey's name and tabs in their place. */
export default function JourneyError(failure: PageFailure) {
  return <PageError {...failure} />;
}
