"use client";

import { useSyncExternalStore } from "react";

/** Whether the window is at least so wide; null on the server and until the browser has taken over. */
export function useWide(minPx: number): boolean | null {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(`(min-width: ${minPx}px)`);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => window.matchMedia(`(min-width: ${minPx}px)`).matches,
    () => null,
  );
}
