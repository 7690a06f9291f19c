import { notFound } from "next/navigation";
import { cache } from "react";
import { pageContext } from "@/lib/api/page-context";
import { type Audience, audienceParams } from "@/lib/audiences/contract";
import { getAudience } from "@/lib/audiences/get";
import type { WorkspaceCtx } from "@/lib/context";
import { isAppError } from "@/lib/errors";
import { allows } from "@/lib/workspaces/allows";

export interface AudiencePageParams {
  workspace: string;
  audienceId: string;
}

export interface PageAudience {
  ctx: WorkspaceCtx;
  audience: Audience;
  /** What every screen of an audience is given. */
  screen: AudiencePageParams & { canWrite: boolean };
}

/** The audience that a page is about; looked up once per request. Shows "not found" where there is none in this workspace. */
export const pageAudience = cache(async (workspace: string, audienceId: string): Promise<PageAudience> => {
  const ctx = await pageContext(workspace);
  if (!audienceParams.safeParse({ audienceId }).success) notFound();
  const audience = await getAudience(ctx, { audienceId }).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return { ctx, audience, screen: { workspace, audienceId, canWrite: allows(ctx, "audiences:write") } };
});
