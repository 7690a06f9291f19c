"use client";

import { useQuery } from "@tanstack/react-query";
import { Cog, Server } from "lucide-react";
import { useMemo } from "react";
import { Callout } from "@/components/ui/callout";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page, PageHeader } from "@/components/ui/page-header";
import type { getBackgroundContract } from "@/lib/background/contract";
import type { Answer } from "@/lib/http/contract";
import { backgroundColumns } from "./columns";
import { backgroundQuery } from "./queries";
import { engineText } from "./texts";

/** Every background function: what is due, how the last runs went, and a way to start one. */
export function BackgroundPanel({
  workspace,
  background,
}: {
  workspace: string;
  background: Answer<typeof getBackgroundContract>;
}) {
  const { data, error, refetch, isRefetching } = useQuery({
    ...backgroundQuery(workspace),
    initialData: background,
  });
  const columns = useMemo(() => backgroundColumns(workspace), [workspace]);
  const failing = data.functions.filter((status) => status.failing);
  return (
    <Page>
      <PageHeader
        title="Background"
        description="What happens after a request was answered. Shared by all workspaces of this installation."
      />
      {failing.length === 0 ? null : (
        <Callout tone="danger" title={failing.length === 1 ? "A function is failing" : "Some functions are failing"}>
          No work is lost: it stays due and is tried again by itself. The reason stands below.
        </Callout>
      )}
      <DataTable
        label="Background functions"
        columns={columns}
        rows={data.functions}
        rowId={(status) => status.name}
        error={error}
        onRetry={() => refetch()}
        retrying={isRefetching}
        empty={
          <EmptyState
            icon={<Cog />}
            title="Nothing runs in the background"
            description="This installation has no background functions."
          />
        }
      />
      <p className="flex items-center gap-1.5 text-meta text-muted-foreground">
        <Server aria-hidden className="size-3.5 shrink-0" />
        {engineText(data.engine)}
      </p>
    </Page>
  );
}
