import { toUuid } from "@/db/ids";
import { type AudienceConfig, loadAudienceConfigs } from "../audiences/config";
import type { WorkspaceCtx } from "../context";
import { notFound } from "../errors";

/** The configuration of an audience of this workspace. Throws not_found for any other. */
export async function audienceOf(ctx: WorkspaceCtx, audienceId: string): Promise<AudienceConfig> {
  const id = toUuid("aud", audienceId);
  const config = (await loadAudienceConfigs(ctx.sql, [id])).get(id);
  if (config === undefined || config.workspaceId !== toUuid("wks", ctx.workspace.id)) throw notFound("audience");
  return config;
}
