import type { AudienceConfig } from "../audiences/config";
import { checkTemplate, readsOfTemplate } from "../variables/liquid";
import { type CampaignContent, mentionsUnsubscribe } from "./content/prepare";

type Written = Pick<CampaignContent, "subject" | "previewText" | "html">;

const parts = [
  ["subject", "The subject"],
  ["previewText", "The preview text"],
  ["html", "The content"],
] as const;

/** Mistakes that keep a template from being rendered, each with its line where Liquid knows it. Pure. */
export const templateMistakes = (content: Written): { path: keyof Written; message: string }[] =>
  parts.flatMap(([path, what]) => {
    const checked = checkTemplate(content[path]);
    if (checked.ok) return [];
    const where = checked.line === null ? "" : `, line ${checked.line}`;
    return { path, message: `${what} has a mistake${where}: ${checked.message}` };
  });

/**
 * What a reader would stumble over, in plain words. Pure.
 * @param missing paths of `RenderedMail.missing`: what this contact has no value for
 */
export function contentWarnings(
  content: Written,
  audience: AudienceConfig | null,
  missing: readonly string[],
): string[] {
  const unknown = audience === null ? [] : unknownFields(content, audience);
  const empty = missing.filter((path) => !unknown.includes(path));
  return [
    ...unknown.map((path) => `{{ ${path} }}: the audience has no such data field.`),
    ...empty.map(
      (path) => `{{ ${path} }} is empty for this contact. A fallback fills it: {{ ${path} | default: "…" }}`,
    ),
    ...(mentionsUnsubscribe(content.html) ? [] : ["There is no unsubscribe link, so one is added at the end."]),
  ];
}

/** `contact.fields.<key>` whose field the audience does not have. */
function unknownFields({ subject, previewText, html }: Written, { fieldByKey }: AudienceConfig): string[] {
  const paths = [subject, previewText, html].flatMap(readsOfTemplate).flatMap(([root, second, key]) => {
    if (root !== "contact" || second !== "fields" || typeof key !== "string") return [];
    return fieldByKey.has(key) ? [] : `contact.fields.${key}`;
  });
  return [...new Set(paths)];
}
