import { Download, FileUp } from "lucide-react";
import Link from "next/link";
import type { AudienceScope } from "@/components/audiences/scope";
import { type ContactFilters, filterQuery } from "@/components/contacts/filters";
import { Button } from "@/components/ui/button";
import { pathOf } from "@/lib/http/client";
import { exportContactsContract } from "@/lib/imports/contract";

export const ImportButton = ({ workspace, audienceId }: AudienceScope) => (
  <Button variant="outline" asChild>
    <Link href={`/${workspace}/audiences/${audienceId}/import`}>
      <FileUp />
      Import
    </Link>
  </Button>
);

/** Downloads the contacts that the list shows, with its filters. */
export const ExportButton = ({ workspace, audienceId, filters }: AudienceScope & { filters: ContactFilters }) => (
  <Button variant="outline" asChild>
    <a href={pathOf(exportContactsContract, workspace, { audienceId, ...filterQuery(filters) })} download>
      <Download />
      Export CSV
    </a>
  </Button>
);
