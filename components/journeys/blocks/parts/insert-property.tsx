"use client";

import { type RefObject, useMemo } from "react";
import { propertyOptions } from "@/components/mapping/properties";
import { Combobox } from "@/components/ui/combobox";
import { insertText } from "@/components/ui/insert-text";
import { useProperties } from "./use-properties";

/** Puts a property where the cursor of a field is. `what` names the field in words: "the URL". */
export function InsertProperty({
  target,
  what,
}: {
  target: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
  what: string;
}) {
  const properties = useProperties();
  const options = useMemo(() => propertyOptions(properties), [properties]);
  return (
    <Combobox
      className="h-6 w-36 border-transparent bg-transparent text-meta"
      aria-label={`Insert a property into ${what}`}
      placeholder="Insert property…"
      searchPlaceholder="Search properties…"
      options={options}
      value={null}
      onValueChange={(path) => {
        // After the picker has closed and given the focus back.
        requestAnimationFrame(() => {
          if (path !== null && target.current) insertText(target.current, `{{ ${path} }}`);
        });
      }}
    />
  );
}
