import { newId } from "@/db/ids";
import { audiences, dataFields } from "@/db/schema";
import { transaction, type WorkspaceCtx } from "../context";
import type { Answer, Input } from "../http/contract";
import { matchKey } from "../mapping/match-key";
import { authorize } from "../workspaces/permissions";
import { confirmationDefaults } from "./confirmation";
import type { createAudienceContract } from "./contract";
import { presentAudience } from "./present";

const firstFields = [
  { key: "first_name", label: "First name" },
  { key: "last_name", label: "Last name" },
];

/** Creates an audience with first and last name as its data fields. */
export async function createAudience(
  ctx: WorkspaceCtx,
  input: Input<typeof createAudienceContract>,
): Promise<Answer<typeof createAudienceContract>> {
  authorize(ctx, "audiences:write");
  const now = ctx.now();
  const audience = {
    id: newId("aud"),
    workspaceId: ctx.workspace.id,
    name: input.name,
    doubleOptIn: input.doubleOptIn,
    confirmationSubject: confirmationDefaults.subject,
    confirmationText: confirmationDefaults.text,
    confirmationExpiryDays: confirmationDefaults.expiryDays,
    configVersion: 1,
    createdAt: now,
    updatedAt: now,
  };
  await transaction(ctx, async ({ db }) => {
    await db.insert(audiences).values(audience);
    await db.insert(dataFields).values(
      firstFields.map(({ key, label }, position) => ({
        id: newId("fld"),
        audienceId: audience.id,
        key,
        matchKey: matchKey(key),
        label,
        type: "text",
        position,
        createdAt: now,
        updatedAt: now,
      })),
    );
  });
  return presentAudience(audience);
}
