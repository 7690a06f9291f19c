"use client";

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Control, useWatch } from "react-hook-form";
import { useSettled } from "@/components/ui/use-settled";
import { previewCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import type { Draft } from "../editor/draft";
import type { CampaignScope } from "../scope";
import { problemLines } from "./problem-lines";

/** After so long without typing. */
const pauseMs = 350;

type Shown = Pick<Draft, "subject" | "previewText" | "html">;

const previewQuery = (
  { workspace, campaignId }: CampaignScope,
  audienceId: string,
  shown: Shown,
  contactId: string | null,
) =>
  queryOptions({
    queryKey: [workspace, "campaign", campaignId, "preview", audienceId, contactId, shown],
    queryFn: ({ signal }) =>
      call(previewCampaignContract, workspace, { campaignId, ...shown, contactId: contactId ?? undefined }, signal),
    placeholderData: keepPreviousData,
    retry: false,
    // Each keystroke has one of its own, and none is looked at twice.
    gcTime: 0,
    staleTime: 30_000,
  });

/** The mail as one contact would get it, saved or not; follows what is typed after a pause. */
export function usePreview(scope: CampaignScope, audienceId: string, control: Control<Draft>) {
  const [subject, previewText, html, fromName, fromEmail] = useWatch({
    control,
    name: ["subject", "previewText", "html", "fromName", "fromEmail"],
  });
  const [chosen, setChosen] = useState<{ audienceId: string; contactId: string } | null>(null);
  // A contact belongs to one audience.
  const contactId = chosen?.audienceId === audienceId ? chosen.contactId : null;
  const shown = useSettled<Shown>({ subject, previewText, html }, pauseMs);
  const query = useQuery(previewQuery(scope, audienceId, shown, contactId));
  const [mail, setMail] = useState(query.data);
  // While Liquid has a mistake nothing can be rendered: the mail from before it stays in sight, with the warning.
  if (query.data !== undefined && query.data !== mail && query.data.html !== "") setMail(query.data);
  return {
    query,
    /** The last one that could be rendered. */
    mail: query.data?.html === "" ? (mail ?? query.data) : query.data,
    contactId,
    chooseContact: (id: string) => setChosen({ audienceId, contactId: id }),
    from: { name: fromName, email: fromEmail },
    problemLines: problemLines(query.data?.warnings ?? []),
  };
}
export type Preview = ReturnType<typeof usePreview>;
