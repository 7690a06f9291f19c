"use client";

import { PageError, type PageFailure } from "@/components/shell/page-error";
import { Page } from "@/components/ui/page-header";

export default function AccountError(failure: PageFailure) {
  return (
    <Page>
      <PageError {...failure} />
    </Page>
  );
}
