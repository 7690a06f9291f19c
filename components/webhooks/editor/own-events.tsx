"use client";

import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { customNameRule } from "@/lib/events/catalogue/custom";

/** Events that senders report under names of their own. */
export function OwnEvents({
  names,
  isTaken,
  isValid,
  onAdd,
  onRemove,
}: {
  names: readonly string[];
  isTaken: (name: string) => boolean;
  isValid: (name: string) => boolean;
  onAdd: (name: string) => void;
  onRemove: (name: string) => void;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();

  function add() {
    const name = typed.trim();
    if (name === "") return;
    if (isTaken(name)) setProblem("This event is in the list already.");
    else if (!isValid(name)) setProblem(customNameRule);
    else {
      onAdd(name);
      setTyped("");
      setProblem(undefined);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter") return;
    // The form around it is not to be sent.
    event.preventDefault();
    add();
  }

  return (
    <Field>
      <FieldLabel htmlFor={id} optional>
        Events of your own
      </FieldLabel>
      <div className="flex gap-2">
        <Input
          id={id}
          className="text-mono"
          autoComplete="off"
          spellCheck={false}
          placeholder="order.placed"
          value={typed}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        <Button variant="outline" onClick={add}>
          <Plus />
          Add
        </Button>
      </div>
      <FieldError>{problem}</FieldError>
      <FieldDescription id={`${id}-help`}>What other systems report through POST /v1/events.</FieldDescription>
      {names.length > 0 ? (
        <ul className="flex flex-wrap gap-1" aria-label="Events of your own">
          {names.map((name) => (
            <li key={name}>
              <Badge mono>
                {name}
                <button
                  type="button"
                  aria-label={`Remove ${name}`}
                  onClick={() => onRemove(name)}
                  className="-mr-1 flex size-5 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
                >
                  <X />
                </button>
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
    </Field>
  );
}
