import type { Field } from "../../audiences/fields/contract";
import type { FieldType } from "../../mapping/field-types";
import type { SampleLanguage } from "./sample";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** For text and for attributes in double quotes. */
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"\n\r]/g, (character) => entities[character] ?? character);

/** The `type` of the input that suits a field; a choice and a yes or no have controls of their own. */
const inputTypes: Record<Exclude<FieldType, "choice" | "boolean">, string> = {
  text: 'type="text"',
  number: 'type="number" step="any"',
  date: 'type="date"',
  datetime: 'type="datetime-local"',
  email: 'type="email"',
  url: 'type="url"',
  phone: 'type="tel"',
};

function control(field: Field): string[] {
  const name = `name="${escapeHtml(field.key)}"`;
  const required = field.required ? " required" : "";
  if (field.type === "boolean") return [`<input type="checkbox" ${name} value="true">`];
  if (field.type === "choice")
    return [
      `<select ${name}${required}>`,
      ...(field.required ? [] : ['  <option value=""></option>']),
      ...field.options.map((option) => `  <option>${escapeHtml(option)}</option>`),
      "</select>",
    ];
  return [`<input ${inputTypes[field.type]} ${name}${required}>`];
}

const labelled = (label: string, lines: string[]): string =>
  ["  <label>", `    ${escapeHtml(label)}`, ...lines.map((line) => `    ${line}`), "  </label>"].join("\n");

const hidden = (name: string, value: string): string =>
  `  <input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

/** A form that works on any page without JavaScript. Private fields are none of its visitors' business. */
export const htmlForm: SampleLanguage = {
  label: "HTML form",
  highlight: "html",
  write: ({ url, format, body, fields }) => {
    const method = format === "query" ? "get" : "post";
    const address = Object.hasOwn(body, "email_address") ? "email_address" : "email";
    const shown = fields.filter((field) => !field.private && Object.hasOwn(body, field.key));
    const fixed = (["tags", "groupIds"] as const).flatMap((name) =>
      Object.hasOwn(body, name) ? hidden(name, String(body[name])) : [],
    );
    const skip = body.SkipDoubleOptIn === true ? [hidden("SkipDoubleOptIn", "true")] : [];
    return [
      `<form action="${escapeHtml(url)}" method="${method}" accept-charset="utf-8">`,
      labelled("Email", [`<input type="email" name="${address}" required>`]),
      ...shown.map((field) => labelled(field.label, control(field))),
      ...fixed,
      ...skip,
      '  <button type="submit">Sign up</button>',
      "</form>\n",
    ].join("\n");
  },
};
