"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { DraftGroup } from "./draft";
import type { Focus } from "./editing";

/** The draft, and after a change the focus on the node that it was about: moved to another group, its controls are new ones. */
export function useDraft(start: () => DraftGroup, frame: RefObject<HTMLElement | null>) {
  const [draft, setDraft] = useState<{ root: DraftGroup; focus?: Focus | undefined }>(() => ({ root: start() }));
  const focused = useRef<Focus | undefined>(undefined);
  useEffect(() => {
    const { focus } = draft;
    if (focus === focused.current) return;
    focused.current = focus;
    if (focus) frame.current?.querySelector<HTMLElement>(`[data-${focus.at}-of="${focus.id}"]`)?.focus();
  }, [draft, frame]);
  return { root: draft.root, change: (root: DraftGroup, focus?: Focus) => setDraft({ root, focus }) };
}
