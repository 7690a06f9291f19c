import { fromUuid } from "@/db/ids";
import type { AudienceConfig } from "../audiences/config";
import type { ContactState } from "./change";

/** A contact as the outside sees it: in the API, in events, in answers. */
export interface ContactSnapshot {
  id: string;
  email: string;
  status: string;
  fields: Record<string, unknown>;
  tags: string[];
  groups: { id: string; name: string }[];
  createdAt: string;
  updatedAt: string;
}

/** Without the values of data fields that are being removed. */
function shownFields(fields: Record<string, unknown>, { fieldByKey }: Pick<AudienceConfig, "fieldByKey">) {
  for (const key in fields) if (!fieldByKey.has(key)) return withoutRemoved(fields, fieldByKey);
  return fields;
}

const withoutRemoved = (fields: Record<string, unknown>, kept: { has(key: string): boolean }) =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => kept.has(key)));

/** Shows a contact; groups that are being removed are left out. */
export function snapshot(
  contact: ContactState,
  audience: Pick<AudienceConfig, "groups" | "fieldByKey">,
): ContactSnapshot {
  const createdAt = contact.createdAt.toISOString();
  return {
    id: fromUuid("con", contact.id),
    email: contact.email,
    status: contact.status,
    fields: shownFields(contact.fields, audience),
    tags: contact.tags.map((tag) => tag.name),
    groups: contact.groupIds.flatMap((id) => {
      const name = audience.groups.get(id);
      return name === undefined ? [] : [{ id: fromUuid("grp", id), name }];
    }),
    createdAt,
    updatedAt: contact.updatedAt === contact.createdAt ? createdAt : contact.updatedAt.toISOString(),
  };
}
