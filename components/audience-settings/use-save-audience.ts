"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { audienceQuery, audiencesKey } from "@/components/audiences/queries";
import type { AudienceScope } from "@/components/audiences/scope";
import { type Audience, updateAudienceContract } from "@/lib/audiences/contract";
import { call } from "@/lib/http/client";
import type { CallInput } from "@/lib/http/contract";

type Changes = Omit<CallInput<typeof updateAudienceContract>, "audienceId">;

/** Saves changes of an audience and tells whoever shows it. Throws with a sentence. */
export function useSaveAudience(scope: AudienceScope): (changes: Changes) => Promise<Audience> {
  const router = useRouter();
  const queries = useQueryClient();
  return async (changes) => {
    const audience = await call(updateAudienceContract, scope.workspace, { audienceId: scope.audienceId, ...changes });
    queries.setQueryData(audienceQuery(scope).queryKey, audience);
    void queries.invalidateQueries({ queryKey: audiencesKey(scope.workspace) });
    // The frame around the page shows the name and whether double opt-in is on.
    router.refresh();
    return audience;
  };
}
