"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AudienceScope } from "@/components/audiences/scope";
import { call } from "@/lib/http/client";
import { generateWebhookContract } from "@/lib/inbound/contract";
import type { WebhookUrls } from "@/lib/inbound/setup/placeholder";
import { webhookQuery } from "./queries";

/** The URLs that were just made: they live in this page's memory alone, and only until they are saved. */
export function useGenerate(scope: AudienceScope) {
  const queries = useQueryClient();
  const [urls, setUrls] = useState<WebhookUrls | null>(null);
  return {
    urls,
    forget: () => setUrls(null),
    /** Makes the URLs, or new ones in place of the old. Throws with a sentence. */
    generate: async () => {
      const { urls: fresh, ...webhook } = await call(generateWebhookContract, scope.workspace, {
        audienceId: scope.audienceId,
      });
      queries.setQueryData(webhookQuery(scope).queryKey, webhook);
      setUrls(fresh);
    },
  };
}
