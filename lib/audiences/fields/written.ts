/** How a step of a path is written; keys have letters, digits and underscores only, so they mean themselves in an expression. */
const step = (name: string): string => String.raw`(\s*\.\s*${name}\M|\s*\[\s*["']${name}["']\s*\])`;

const readingOf = (key: string): string => `contact(${step("fields")})?${step(key)}`;

/** What PostgreSQL finds a data field by in a path of a mapping: `contact.fields.plan`. */
export const pathReading = (key: string): string => `^${readingOf(key)}`;

/**
 * The same in a Liquid template, where a field is `contact.fields.plan` or `contact.plan`: in placeholders and tags alone, because a text
 * may well say "contact.plan". What a template does by `assign` is not followed.
 */
export const liquidReading = (key: string): string => String.raw`\{[{%]([^}]*[^\w.}])?${readingOf(key)}`;
