import { valueText } from "@/components/data-fields/value-text";
import type { Field } from "@/lib/audiences/fields/contract";
import { fieldValueOf } from "./contact-values";

const linkClasses = "rounded-sm text-link underline-offset-4 hover:underline";

/** A contact's value of one field for reading; addresses, numbers and URLs can be followed. Null where it is blank. */
export function FieldValueShown({ field, value }: { field: Field; value: unknown }) {
  const known = fieldValueOf(value);
  if (known === null) return null;
  const text = valueText(field.type, known);
  if (field.type === "url" && /^https?:\/\//i.test(text))
    return (
      <a href={text} target="_blank" rel="noopener noreferrer" className={linkClasses}>
        {text}
      </a>
    );
  if (field.type === "email")
    return (
      <a href={`mailto:${text}`} className={linkClasses}>
        {text}
      </a>
    );
  if (field.type === "phone")
    return (
      <a href={`tel:${text}`} className={linkClasses}>
        {text}
      </a>
    );
  return <span className="whitespace-pre-wrap">{text}</span>;
}
