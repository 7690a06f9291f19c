import { z } from "zod";
import type { Ctx } from "../context";
import { seal, unseal } from "../crypto";

/** A header that a request carries beside ours. */
const extraHeaderSchema = z.object({
  /** In lower case. */
  name: z.string(),
  value: z.string(),
  /** What stands for it wherever people read the request; null when anybody may read the value. */
  masked: z.string().nullable(),
});
export type ExtraHeader = z.output<typeof extraHeaderSchema>;

/** The column `webhooks.extra_headers`; null for none. */
export const sealHeaders = ({ key }: Pick<Ctx, "key">, headers: readonly ExtraHeader[]): Uint8Array | null =>
  headers.length === 0 ? null : seal(key, JSON.stringify(headers));

/** Reads the column. Throws when it was sealed with another key. */
export const openHeaders = ({ key }: Pick<Ctx, "key">, sealed: Uint8Array | null): ExtraHeader[] =>
  sealed === null ? [] : z.array(extraHeaderSchema).parse(JSON.parse(unseal(key, sealed)));

/** As they are sent. */
export const sentHeaders = (headers: readonly ExtraHeader[]): Record<string, string> =>
  Object.fromEntries(headers.map(({ name, value }) => [name, value]));

/** What stands for those that nobody may read. */
export const maskedHeaders = (headers: readonly ExtraHeader[]): Record<string, string> =>
  Object.fromEntries(headers.flatMap(({ name, masked }) => (masked === null ? [] : [[name, masked]])));
