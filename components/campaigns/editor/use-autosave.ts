"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { toast } from "sonner";
import { showFailure } from "@/components/ui/form";
import { updateCampaignContract } from "@/lib/campaigns/contract";
import { call } from "@/lib/http/client";
import { keepCampaign } from "../queries";
import type { CampaignScope } from "../scope";
import { changeOf, type Draft } from "./draft";

/** After so long without typing. */
const pauseMs = 700;

/** `refused`: something in the form can't be saved as it is. `failed`: the last try did not work. */
export type SaveState = "saved" | "unsaved" | "saving" | "refused" | "failed";

/**
 * Saves what was changed a moment after it was, one request after the other, so that a later change never loses against an earlier
 * one. What can't be saved stays in the form. Leaving the page within the site saves at once.
 */
export function useAutosave({ workspace, campaignId }: CampaignScope, form: UseFormReturn<Draft>, start: Draft) {
  const router = useRouter();
  const queries = useQueryClient();
  const [state, setState] = useState<SaveState>("saved");
  const saved = useRef(start);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);
  const gone = useRef(false);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    // The running request asks again once it is done.
    if (running.current) return;
    running.current = true;
    try {
      for (;;) {
        const { change, refused } = changeOf(saved.current, form.getValues());
        if (Object.keys(change).length === 0) {
          setState(refused.length > 0 ? "refused" : "saved");
          if (refused.length > 0) void form.trigger(refused);
          return;
        }
        setState("saving");
        keepCampaign(queries, workspace, await call(updateCampaignContract, workspace, { campaignId, ...change }));
        saved.current = { ...saved.current, ...change };
        form.clearErrors("root");
        // The page that was opened meanwhile was rendered without this change.
        if (gone.current) router.refresh();
      }
    } catch (error) {
      setState("failed");
      if (gone.current) toast.error(`Your last change was not saved. ${error instanceof Error ? error.message : ""}`);
      else showFailure(form, error);
    } finally {
      running.current = false;
    }
  }, [campaignId, form, queries, router, workspace]);

  useEffect(() => {
    gone.current = false;
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        const { change, refused } = changeOf(saved.current, values);
        if (Object.keys(change).length === 0 && refused.length === 0) return;
        setState((now) => (now === "saving" ? now : "unsaved"));
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void save(), pauseMs);
      },
    });
    return () => {
      unsubscribe();
      gone.current = true;
      if (Object.keys(changeOf(saved.current, form.getValues()).change).length > 0) void save();
    };
  }, [form, save]);

  // Closing the tab would not wait for a request.
  useEffect(() => {
    if (state !== "unsaved" && state !== "saving") return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [state]);

  return { state, save };
}
