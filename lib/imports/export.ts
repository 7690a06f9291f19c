import { fromUuid, toUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import { audienceOf } from "../contacts/audience-of";
import type { ContactRow } from "../contacts/columns";
import { type ContactQuery, findContacts } from "../contacts/list";
import type { exportChosenContactsContract } from "../contacts/many/contract";
import type { WorkspaceCtx } from "../context";
import type { Input } from "../http/contract";
import { authorize } from "../workspaces/permissions";
import type { exportContactsContract } from "./contract";
import { csvLine } from "./csv/write";
import type { Download } from "./download";

const rowsPerRead = 500;

/**
 * An audience's contacts as CSV, newest first, with the list's filters. Read some hundred at a time, each in a statement of its own, as
 * fast as the receiver takes them; who comes in meanwhile is not in it.
 */
export const exportContacts = (
  ctx: WorkspaceCtx,
  { audienceId, ...filters }: Input<typeof exportContactsContract>,
): Promise<Download> => exportFound(ctx, audienceId, filters);

/** The contacts that somebody has chosen as CSV, newest first. Who is gone meanwhile is not in it. */
export const exportChosenContacts = (
  ctx: WorkspaceCtx,
  { audienceId, ids }: Input<typeof exportChosenContactsContract>,
): Promise<Download> => exportFound(ctx, audienceId, { ids: ids.map((id) => toUuid("con", id)) });

async function exportFound(
  ctx: WorkspaceCtx,
  audienceId: string,
  filters: Omit<ContactQuery, "cursor" | "limit">,
): Promise<Download> {
  authorize(ctx, "read");
  const audience = await audienceOf(ctx, audienceId);
  async function* lines() {
    // Excel takes a file for UTF-8 only when it begins with this mark.
    yield `\ufeff${csvLine(columnsOf(audience))}`;
    for (let cursor: string | undefined; ; ) {
      const found = await findContacts(ctx, audience, { ...filters, cursor, limit: rowsPerRead });
      const rows = found.slice(0, rowsPerRead);
      if (rows.length > 0) yield rows.map((row) => csvLine(cellsOf(row, audience))).join("");
      const last = rows.at(-1);
      if (found.length <= rowsPerRead || last === undefined) return;
      cursor = fromUuid("con", last.id);
    }
  }
  return { fileName: `${audience.name} ${ctx.now().toISOString().slice(0, 10)}.csv`, text: lines() };
}

const columnsOf = ({ fields }: AudienceConfig) => [
  "id",
  "email",
  "status",
  ...fields.map(({ key }) => key),
  "tags",
  "groups",
  "created_at",
  "updated_at",
  "confirmed_at",
  "unsubscribed_at",
];

const cellsOf = (contact: ContactRow, { fields, groups }: AudienceConfig) => [
  fromUuid("con", contact.id),
  contact.email,
  contact.status,
  ...fields.map(({ key }) => String(contact.fields[key] ?? "")),
  contact.tags.map((tag) => tag.name).join(","),
  contact.groupIds.flatMap((id) => groups.get(id) ?? []).join(","),
  contact.createdAt.toISOString(),
  contact.updatedAt.toISOString(),
  contact.confirmedAt?.toISOString() ?? "",
  contact.unsubscribedAt?.toISOString() ?? "",
];
