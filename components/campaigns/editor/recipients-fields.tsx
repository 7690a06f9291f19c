"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormContext, useWatch } from "react-hook-form";
import { numberText } from "@/components/audiences/count-text";
import { audienceNamesQuery } from "@/components/requests/queries";
import { allSegmentsQuery } from "@/components/segments/queries";
import { Card, CardContent, CardHeader } from "@/components/ui/card";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";
import type { Campaign } from "@/lib/campaigns/contract";
import { RecipientCount } from "../recipient-count";
import type { CampaignScope } from "../scope";
import { type Draft, deletedSegment } from "./draft";

/** Stands for no segment: a combobox knows no empty value that can be chosen. */
const everybody = "everybody";

/** Who gets it: an audience, or a segment of it, with how many that are right now. */
export function RecipientsFields({ scope, saved }: { scope: CampaignScope; saved: Campaign }) {
  const { workspace } = scope;
  const { control, setValue } = useFormContext<Draft>();
  const audienceId = useWatch({ control, name: "audienceId" });
  const audiences = useQuery(audienceNamesQuery(workspace));
  const segments = useQuery(allSegmentsQuery({ workspace, audienceId }));
  return (
    <Card id="recipients" className="scroll-mt-20">
      <CardHeader title="Recipients" />
      <CardContent className="grid gap-4 pt-3 sm:grid-cols-2">
        <FormField control={control} name="audienceId" label="Audience">
          {({ onChange, value, ...field }) => (
            <Combobox
              {...field}
              value={value}
              onValueChange={(picked) => {
                if (picked === null || picked === value) return;
                // A segment belongs to one audience.
                setValue("segmentId", null);
                onChange(picked);
              }}
              options={(audiences.data?.items ?? [{ id: saved.audienceId, name: saved.audienceName }]).map(
                ({ id, name }) => ({ value: id, label: name }),
              )}
              searchPlaceholder="Search audiences…"
            />
          )}
        </FormField>
        <FormField control={control} name="segmentId" label="Segment">
          {({ onChange, value, ...field }) => (
            <Combobox
              {...field}
              value={value === deletedSegment ? null : (value ?? everybody)}
              placeholder="Deleted: choose another…"
              onValueChange={(picked) => onChange(picked === everybody ? null : picked)}
              options={[
                { value: everybody, label: "Everybody who is Active" },
                ...(segments.data?.items ?? namedSegment(saved)).map(({ id, name, memberCount }) => ({
                  value: id,
                  label: name,
                  group: "Segments",
                  hint: memberCount === undefined ? undefined : numberText(memberCount),
                })),
              ]}
              searchPlaceholder="Search segments…"
            />
          )}
        </FormField>
        <RecipientCount scope={scope} campaign={saved} className="sm:col-span-2" />
      </CardContent>
    </Card>
  );
}

/** The chosen one, until all of them are known. */
const namedSegment = ({ segmentId, segmentName }: Campaign): { id: string; name: string; memberCount?: number }[] =>
  segmentId === null ? [] : [{ id: segmentId, name: segmentName ?? segmentId }];
