"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { toastFailure } from "@/components/audiences/failure";
import type { AudienceScope } from "@/components/audiences/scope";
import { type Field, reorderFieldsContract } from "@/lib/audiences/fields/contract";
import { call } from "@/lib/http/client";
import { fieldsKey, fieldsQuery } from "./queries";

/** A field that is being dragged, and the place over which it is. */
interface Dragged {
  key: string;
  to: number;
}

/**
 * Moves fields at once on the screen, then on the server: by buttons, which keep the focus, and by dragging. `fields` are the given ones
 * in the order that is to be shown.
 */
export function useFieldOrder(scope: AudienceScope, saved: Field[] | undefined) {
  const queries = useQueryClient();
  const ref = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ key: string; by: -1 | 1 } | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const [dragged, setDragged] = useState<Dragged | null>(null);
  // What a drop means is asked of the last drag, which no render may have shown yet.
  const drag = useRef<Dragged | null>(null);
  const { queryKey } = fieldsQuery(scope);
  const save = useMutation({
    // One after another: the last order that somebody saw is the one that stays.
    scope: { id: queryKey.join(" ") },
    mutationFn: (keys: string[]) =>
      call(reorderFieldsContract, scope.workspace, { audienceId: scope.audienceId, keys }),
    onError: toastFailure,
    onSettled: () => {
      if (queries.isMutating({ mutationKey: ["reorder"] }) <= 1)
        return queries.invalidateQueries({ queryKey: fieldsKey(scope) });
    },
    mutationKey: ["reorder"],
  });

  useEffect(() => {
    if (saved === undefined || pressed.current === null) return;
    restoreFocus(ref, pressed.current);
    pressed.current = null;
  }, [saved]);

  function place(key: string, to: number) {
    const fields = queries.getQueryData(queryKey)?.items ?? [];
    const items = moved(fields, { key, to });
    if (items === fields) return false;
    const label = items[to]?.label ?? key;
    setAnnouncement(`${label} is now field ${to + 1} of ${items.length}.`);
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, { items, nextCursor: null });
    save.mutate(items.map((field) => field.key));
    return true;
  }

  function setDrag(next: Dragged | null) {
    drag.current = next;
    setDragged(next);
  }

  return {
    ref,
    announcement,
    fields: saved === undefined || dragged === null ? saved : moved(saved, dragged),
    dragging: dragged?.key ?? null,
    move: (field: Field, by: -1 | 1) => {
      if (saved !== undefined && place(field.key, saved.indexOf(field) + by)) pressed.current = { key: field.key, by };
    },
    drag: (field: Field, to: number) => setDrag({ key: field.key, to }),
    drop: () => {
      if (drag.current !== null) place(drag.current.key, drag.current.to);
      setDrag(null);
    },
    cancelDrag: () => setDrag(null),
  };
}

/** The fields with one of them at another place; the same list when it is there already, or nowhere. */
function moved(fields: Field[], { key, to }: Dragged): Field[] {
  const from = fields.findIndex((field) => field.key === key);
  const field = fields[from];
  if (field === undefined || to === from || to < 0 || to >= fields.length) return fields;
  return fields.toSpliced(from, 1).toSpliced(to, 0, field);
}

/** A row that moves loses the focus, and at an end its button can't be pressed again: then the other one has it. */
function restoreFocus(ref: RefObject<HTMLDivElement | null>, { key, by }: { key: string; by: -1 | 1 }) {
  const [up, down] = ref.current?.querySelectorAll<HTMLButtonElement>(`[data-order="${key}"] button`) ?? [];
  const [wanted, other] = by === -1 ? [up, down] : [down, up];
  (wanted?.disabled ? other : wanted)?.focus();
}
