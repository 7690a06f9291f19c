"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { failureOf } from "@/components/audiences/failure";
import type { AudienceScreen } from "@/components/audiences/scope";
import { refreshAudience } from "@/components/contacts/queries";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import type { Import } from "@/lib/imports/contract";
import { importStates, rowsText, sizeText } from "./labels";
import { PrepareImport } from "./prepare-import";
import { importQuery } from "./queries";
import { Report } from "./report";
import { RunProgress } from "./run-progress";

/** One import: prepared, under way, or over. */
export function ImportScreen({
  importId,
  canWrite,
  canCreateFields,
  ...scope
}: AudienceScreen & { importId: string; canCreateFields: boolean }) {
  const query = useQuery(importQuery(scope, importId));
  const { data: item } = query;
  useRefreshAtEnd(scope, item);
  if (item === undefined)
    return query.error === null ? (
      <ImportSkeleton />
    ) : (
      <ErrorState
        title="This import could not be loaded"
        description={query.error.message}
        requestId={failureOf(query.error)?.requestId}
        onRetry={() => query.refetch()}
        retrying={query.isRefetching}
      />
    );
  return (
    <>
      <Heading {...scope} item={item} />
      {item.run !== null ? (
        <Run {...scope} item={item} run={item.run} canCancel={canWrite} updatedAt={query.dataUpdatedAt} />
      ) : item.state !== "ready" ? (
        <Callout tone="warning">This upload was not imported. Upload the file again to import it.</Callout>
      ) : canWrite ? (
        <PrepareImport {...scope} item={item} canCreateFields={canCreateFields} updatedAt={query.dataUpdatedAt} />
      ) : (
        <Callout>This file was uploaded and not imported yet. Your role can't start it.</Callout>
      )}
    </>
  );
}

function Heading({ item, workspace, audienceId }: { item: Import; workspace: string; audienceId: string }) {
  const { label, tone } = importStates[item.state];
  return (
    <div className="flex flex-col gap-1">
      <Link
        href={`/${workspace}/audiences/${audienceId}/import`}
        className="flex w-fit items-center gap-1 rounded-sm text-muted-foreground text-table hover:text-foreground [&_svg]:size-3.5"
      >
        <ArrowLeft aria-hidden />
        All imports
      </Link>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold text-heading [overflow-wrap:anywhere]">{item.fileName}</h2>
        <StatusBadge tone={tone}>{label}</StatusBadge>
      </div>
      <p className="text-muted-foreground text-table">
        {rowsText(item.rows)}
        {item.malformed > 0 ? `, ${item.malformed.toLocaleString("en")} more can't be read` : ""} ·{" "}
        {sizeText(item.bytes)}
        {item.encoding === "utf-8" ? "" : " · Windows-1252"}
      </p>
    </div>
  );
}

function Run({
  item,
  run,
  canCancel,
  updatedAt,
  ...scope
}: {
  item: Import;
  run: NonNullable<Import["run"]>;
  canCancel: boolean;
  updatedAt: number;
  workspace: string;
  audienceId: string;
}) {
  const moving = run.state === "queued" || run.state === "running";
  return (
    <>
      {moving ? (
        <section aria-label="Progress" className="rounded-lg border bg-card px-4 py-3">
          <RunProgress {...scope} run={run} label="Importing" canCancel={canCancel} updatedAt={updatedAt} />
        </section>
      ) : (
        <Ending {...scope} run={run} />
      )}
      <Report {...scope} item={item} run={run} of="run" />
    </>
  );
}

function Ending({
  run,
  workspace,
  audienceId,
}: {
  run: NonNullable<Import["run"]>;
  workspace: string;
  audienceId: string;
}) {
  const contacts = (
    <Button variant="outline" size="sm" asChild>
      <Link href={`/${workspace}/audiences/${audienceId}`}>Show contacts</Link>
    </Button>
  );
  if (run.state === "failed")
    return (
      <Callout tone="danger" title="The import stopped" action={contacts}>
        {run.error} What was imported until then is kept.
      </Callout>
    );
  if (run.state === "cancelled")
    return (
      <Callout tone="warning" title="The import was cancelled" action={contacts}>
        What was imported until then is kept. Upload the file again to import the rest: rows that were taken stay as
        they are.
      </Callout>
    );
  return <Callout tone="success" title="The import is done" action={contacts} />;
}

/** When an import ends, lists and counts of the audience are old. */
function useRefreshAtEnd(scope: { workspace: string; audienceId: string }, item: Import | undefined) {
  const queries = useQueryClient();
  const wasMoving = useRef(false);
  const moving = item?.run?.state === "queued" || item?.run?.state === "running";
  useEffect(() => {
    if (wasMoving.current && !moving) void refreshAudience(queries, scope);
    wasMoving.current = moving;
  }, [moving, queries, scope]);
}

/** The page's shape while it is loading. */
export const ImportSkeleton = () => (
  <div role="status" aria-label="Loading the import" className="flex flex-col gap-4">
    <Skeleton className="h-6 w-56" />
    <Skeleton className="h-64" />
    <Skeleton className="h-40" />
  </div>
);
