"use client";

import { createContext, use, useEffect } from "react";
import type { Crumb } from "@/components/ui/breadcrumbs";

/** How a page tells the bar where it hangs below its section. */
export const SetPageCrumbs = createContext<(crumbs: readonly Crumb[]) => void>(() => {});

/** Puts crumbs behind "workspace › section" while it is on the page. They have to keep their identity from render to render. */
export function PageCrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const set = use(SetPageCrumbs);
  useEffect(() => {
    set(crumbs);
    return () => set([]);
  }, [set, crumbs]);
  return null;
}
