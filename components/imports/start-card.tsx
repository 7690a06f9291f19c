"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardContent, CardFooter, CardHeader } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox";
import { call } from "@/lib/http/client";
import { needsConsent } from "@/lib/imports/check-plan";
import { type Import, type ImportPlan, startImportContract } from "@/lib/imports/contract";
import { rowsText } from "./labels";
import { importKey, isUnderWay } from "./queries";
import { Report } from "./report";
import { RunProgress } from "./run-progress";

/** The last step: see what the import would do, state consent, start it. */
export function StartCard({
  item,
  plan,
  problem,
  updatedAt,
  ...scope
}: AudienceScope & { item: Import; plan: ImportPlan; problem: string | null; updatedAt: number }) {
  const queries = useQueryClient();
  const [consent, setConsent] = useState(false);
  const [checkedPlan, setCheckedPlan] = useState<string | null>(null);
  const asText = JSON.stringify(plan);
  const start = useMutation({
    mutationFn: ({ dryRun }: { dryRun: boolean }) =>
      call(startImportContract, scope.workspace, {
        audienceId: scope.audienceId,
        importId: item.id,
        mapping: plan.columns,
        options: plan.options,
        dryRun,
        consent,
      }),
    onSuccess: (started, { dryRun }) => {
      if (dryRun) setCheckedPlan(asText);
      queries.setQueryData(importKey(scope, item.id), started);
    },
  });
  const { check } = item;
  const checking = check !== null && isUnderWay(item);
  const mustAgree = needsConsent(plan);
  const outdated = checkedPlan !== null && checkedPlan !== asText;
  return (
    <Card>
      <CardHeader
        title="3. Check and import"
        description="The dry run asks for every row what would happen to it, and changes nothing."
        actions={
          <Button
            variant="outline"
            disabled={problem !== null || checking}
            loading={start.isPending && start.variables.dryRun}
            onClick={() => start.mutate({ dryRun: true })}
          >
            {check === null ? "Run dry" : "Run dry again"}
          </Button>
        }
      />
      <CardContent className="flex flex-col gap-4">
        {problem === null ? null : <Callout tone="warning">{problem}</Callout>}
        {start.error === null ? null : <Callout tone="danger">{start.error.message}</Callout>}
        {checking ? (
          <RunProgress {...scope} run={check} label="Dry run" canCancel updatedAt={updatedAt} />
        ) : check?.state === "done" ? (
          <>
            {outdated ? (
              <Callout tone="warning">
                These numbers are for the columns and options as they were. Run dry again.
              </Callout>
            ) : null}
            <Report {...scope} item={item} run={check} of="check" />
          </>
        ) : check === null ? (
          <p className="text-muted-foreground text-table">
            No dry run yet. It takes about as long as the import and tells you which rows would be refused, and why.
          </p>
        ) : (
          <Callout tone="warning">{check.error ?? "The dry run was cancelled."}</Callout>
        )}
      </CardContent>
      <CardFooter className="gap-3">
        {mustAgree ? (
          <CheckboxField
            className="min-w-0 flex-1 basis-72 text-foreground"
            label="The people in this file agreed to get mail from us"
            description="It is noted with this import, which the consent history of every contact names."
            checked={consent}
            onCheckedChange={(checked) => setConsent(checked === true)}
          />
        ) : (
          <span>Nobody in this file will get mail.</span>
        )}
        <Button
          variant="primary"
          disabled={problem !== null || (mustAgree && !consent)}
          loading={start.isPending && !start.variables.dryRun}
          onClick={() => start.mutate({ dryRun: false })}
        >
          Import {rowsText(item.rows)}
        </Button>
      </CardFooter>
    </Card>
  );
}
