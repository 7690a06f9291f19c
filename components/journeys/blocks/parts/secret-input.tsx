"use client";

import { type ComponentProps, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { maskedSecret } from "@/lib/journeys/masked-secret";

/**
 * A secret that can be typed and never read again. It is handed over as a whole when the field is left: while it is typed, half of it
 * would be stored and masked.
 */
export function SecretInput({
  value,
  onValueChange,
  ...props
}: Omit<ComponentProps<typeof Input>, "value" | "onChange" | "type"> & {
  value: string;
  onValueChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState("");
  const last = useRef({ typed, onValueChange });
  useEffect(() => {
    last.current = { typed, onValueChange };
  });
  // The field may go while it is being typed into.
  useEffect(
    () => () => {
      if (last.current.typed !== "") last.current.onValueChange(last.current.typed);
    },
    [],
  );
  return (
    <Input
      placeholder={value === maskedSecret ? `${maskedSecret} stored; type to replace it` : ""}
      {...props}
      type="password"
      autoComplete="new-password"
      // Between typing and storing it stands in the draft.
      value={typed !== "" ? typed : value === maskedSecret ? "" : value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed !== "") onValueChange(typed);
        setTyped("");
      }}
    />
  );
}
