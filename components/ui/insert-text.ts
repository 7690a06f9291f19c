/** Puts text where the cursor of a field is, in place of what is selected there; typing goes on behind it. Undo takes it back. */
export function insertText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  // The only way that keeps the field's history of undo; it also tells React, as typing does.
  if (document.execCommand("insertText", false, text)) return;
  const { selectionStart, selectionEnd } = field;
  field.setRangeText(text, selectionStart ?? field.value.length, selectionEnd ?? field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
