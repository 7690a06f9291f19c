"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/audiences/failure";
import { FieldSheet } from "@/components/data-fields/field-sheet";
import { workspaceWebhookQuery } from "@/components/inbound-webhooks/queries";
import { ErrorState } from "@/components/ui/error-state";
import { SheetSection } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import type { InboundRequestDetail } from "@/lib/inbound/contract";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import type { MappingLine } from "@/lib/inbound/workspace-webhooks/mapping";
import { fieldFromKey, fieldFromPath } from "./field-from-key";
import { isLeftOver, KeyList } from "./key-list";
import { type ReadKey, readKeys } from "./read-keys";
import { readPaths } from "./read-paths";
import type { RequestRights } from "./rights";
import { useAddLine } from "./use-add-line";
import { whyNoField } from "./why-no-field";

interface SectionProps {
  request: InboundRequestDetail;
  workspace: string;
  rights: RequestRights;
}

/** Each key of the body, or with a mapping each path, and what became of it. */
export function FieldSection(props: SectionProps) {
  const { webhook } = props.request;
  return webhook === null || webhook.kind === "audience" ? <NamedFields {...props} /> : <WebhookFields {...props} />;
}

/** A workspace webhook says itself whether it goes by names. */
function WebhookFields(props: SectionProps) {
  const { workspace, request } = props;
  const { data, error, refetch, isRefetching } = useQuery(workspaceWebhookQuery(workspace, request.webhookId));
  if (data)
    return data.mapping === null ? (
      <NamedFields {...props} />
    ) : (
      <MappedFields {...props} webhook={data} mapping={data.mapping} />
    );
  return (
    <SheetSection title="Fields">
      {error ? (
        <ErrorState
          description={error.message}
          requestId={failureOf(error)?.requestId}
          onRetry={() => refetch()}
          retrying={isRefetching}
        />
      ) : (
        <div className="flex flex-col gap-2" role="status" aria-label="Loading the fields">
          <Skeleton className="w-64" />
          <Skeleton className="w-48" />
        </div>
      )}
    </SheetSection>
  );
}

function NamedFields({ request, workspace, rights }: SectionProps) {
  const [wanted, setWanted] = useState<ReadKey | null>(null);
  const scope = { workspace, audienceId: request.audienceId };
  return (
    <KeyList
      scope={scope}
      keys={readKeys(request) ?? loggedKeys(request, "unnamed")}
      onCreate={rights.canAddFields ? setWanted : undefined}
    >
      {wanted === null ? null : (
        <FieldSheet {...scope} field={null} suggestion={fieldFromKey(wanted)} onClose={() => setWanted(null)} />
      )}
    </KeyList>
  );
}

function MappedFields({
  request,
  workspace,
  rights,
  webhook,
  mapping,
}: SectionProps & { webhook: WorkspaceWebhook; mapping: MappingLine[] }) {
  const [wanted, setWanted] = useState<ReadKey | null>(null);
  const addLine = useAddLine(workspace, webhook.id);
  const scope = { workspace, audienceId: request.audienceId };
  const paths = readPaths(request, mapping);
  const keys = paths ?? loggedKeys(request, "unmapped");
  const why = whyNoField(request, webhook, { canMap: rights.canMap, isTakenApart: paths !== null });
  return (
    <KeyList scope={scope} keys={keys} onCreate={rights.canAddFields && why === null ? setWanted : undefined}>
      {rights.canAddFields && why !== null && keys.some(isLeftOver) ? (
        <p className="text-meta text-muted-foreground">{why}</p>
      ) : null}
      {wanted === null ? null : (
        <FieldSheet
          {...scope}
          field={null}
          suggestion={fieldFromPath(wanted)}
          onAdded={(field) => addLine.mutate({ path: wanted.key, field })}
          onClose={() => setWanted(null)}
        />
      )}
    </KeyList>
  );
}

/** For bodies that are not taken apart here: what the log itself says. */
const loggedKeys = ({ fieldKeys, ignored }: InboundRequestDetail, why: "unnamed" | "unmapped"): ReadKey[] => [
  ...fieldKeys.map((key) => ({ key, value: "", reading: { kind: "field" as const, key } })),
  ...ignored.map((key) => ({ key, value: "", reading: { kind: "ignored" as const, why } })),
];
