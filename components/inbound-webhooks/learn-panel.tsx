"use client";

import { useQuery } from "@tanstack/react-query";
import { Check, Plus } from "lucide-react";
import { useWatch } from "react-hook-form";
import { failureOf } from "@/components/audiences/failure";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import type { LastRequest } from "@/lib/inbound/workspace-webhooks/contract";
import { normaliseEmail } from "@/lib/mapping/email";
import { type PathNode, pathTree } from "./path-tree";
import { lastRequestQuery } from "./queries";
import type { WebhookControl } from "./target-fields";

type Value = LastRequest["values"][number];
type Take = (path: string, field: string) => void;

/** What the last request held, as a tree: a click on a value makes it a line of the mapping. */
export function LearnPanel({
  workspace,
  webhookId,
  control,
  onTake,
}: {
  workspace: string;
  webhookId: string;
  control: WebhookControl;
  onTake: Take;
}) {
  const { data, error, refetch, isRefetching } = useQuery(lastRequestQuery(workspace, webhookId));
  return (
    <section aria-label="The last request" className="rounded-lg border bg-muted/40">
      {data ? (
        data.request ? (
          <Learned request={data.request} control={control} onTake={onTake} onRefresh={() => void refetch()} />
        ) : (
          <EmptyState
            title="No request to learn from"
            description="Let the sender call the URL once, even if it is refused. Then look again."
            action={
              <Button variant="outline" size="sm" loading={isRefetching} onClick={() => refetch()}>
                Look again
              </Button>
            }
            className="py-6"
          />
        )
      ) : error ? (
        <ErrorState
          description={error.message}
          requestId={failureOf(error)?.requestId}
          onRetry={() => refetch()}
          retrying={isRefetching}
        />
      ) : (
        <div className="flex flex-col gap-2 p-3" role="status" aria-label="Loading the last request">
          <Skeleton className="w-48" />
          <Skeleton className="w-64" />
          <Skeleton className="w-40" />
        </div>
      )}
    </section>
  );
}

function Learned({
  request,
  control,
  onTake,
  onRefresh,
}: {
  request: LastRequest;
  control: WebhookControl;
  onTake: Take;
  onRefresh: () => void;
}) {
  const mapping = useWatch({ control, name: "mapping" });
  const taken = new Set(mapping.map((line) => line.path));
  const values = withAddress(request.values);
  const suggested = values.filter(({ path, field }) => field !== null && !taken.has(path));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b px-3 py-2 text-meta text-muted-foreground">
        <span>
          Received <Time value={request.receivedAt} />, answered with {request.status}. Click a value to map it.
        </span>
        <span className="flex gap-1">
          <Button variant="ghost" size="sm" onClick={onRefresh}>
            Look again
          </Button>
          {suggested.length > 0 ? (
            <Button
              variant="outline"
              size="sm"
              onClick={() => {
                for (const { path, field } of suggested) onTake(path, field ?? "");
              }}
            >
              Map {suggested.length} {suggested.length === 1 ? "suggestion" : "suggestions"}
            </Button>
          ) : null}
        </span>
      </div>
      <div data-scroll className="max-h-72 overflow-y-auto p-2">
        {request.values.length === 0 ? (
          <p className="p-1 text-muted-foreground text-table">It held no values: {request.message}</p>
        ) : (
          <Nodes nodes={pathTree(values)} taken={taken} onTake={onTake} />
        )}
      </div>
    </>
  );
}

/** Where no key is called email, the first value that is an address is the likeliest. */
function withAddress(values: readonly Value[]): readonly Value[] {
  if (values.some(({ field }) => field === "email")) return values;
  const address = values.find(({ value }) => normaliseEmail(value).ok);
  return values.map((each) => (each === address ? { ...each, field: "email" } : each));
}

const Nodes = ({
  nodes,
  taken,
  onTake,
}: {
  nodes: readonly PathNode<Value>[];
  taken: ReadonlySet<string>;
  onTake: Take;
}) => (
  <ul className="flex flex-col text-mono">
    {nodes.map((node) => (
      <li key={node.id}>
        {node.leaf ? (
          <Leaf name={node.key} value={node.leaf} isTaken={taken.has(node.leaf.path)} onTake={onTake} />
        ) : (
          <span className="block px-1.5 py-0.5 text-muted-foreground">{node.key}</span>
        )}
        {node.children.length > 0 ? (
          <div className="ml-2.5 border-l pl-2">
            <Nodes nodes={node.children} taken={taken} onTake={onTake} />
          </div>
        ) : null}
      </li>
    ))}
  </ul>
);

function Leaf({
  name,
  value: { path, value, field },
  isTaken,
  onTake,
}: {
  name: string;
  value: Value;
  isTaken: boolean;
  onTake: Take;
}) {
  return (
    <button
      type="button"
      aria-pressed={isTaken}
      aria-label={isTaken ? `${path} is mapped` : `Map ${path}`}
      onClick={() => onTake(path, field ?? "")}
      className="group flex w-full min-w-0 items-center gap-2 rounded-sm px-1.5 py-0.5 text-left hover:bg-foreground/[0.06] focus-visible:-outline-offset-2"
    >
      <span className="shrink-0">{name}</span>
      <span className="min-w-0 flex-1 truncate text-muted-foreground">{value}</span>
      {isTaken ? (
        <Check aria-hidden className="size-3.5 shrink-0 text-success-foreground" />
      ) : (
        <>
          {field === null ? null : <Badge className="font-sans">{field}</Badge>}
          <Plus aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        </>
      )}
    </button>
  );
}
