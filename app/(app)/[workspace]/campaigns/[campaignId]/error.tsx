"use client";

import { PageError, type PageFailure } from "@/components/shell/page-error";

/** A screen that failed leaves the campaign's name and tabs in their place. */
export default function CampaignError(failure: PageFailure) {
  return <PageError {...failure} />;
}
