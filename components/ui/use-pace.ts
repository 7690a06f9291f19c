"use client";

import { useEffect, useState } from "react";

/** How fast a count has grown since this page looks at it: per second, and in words what is left. */
export function usePace(done: number, total: number | null): { rate?: number; remaining?: string } {
  const [first, setFirst] = useState<{ done: number; atMs: number } | null>(null);
  const [rate, setRate] = useState<number>();
  useEffect(() => {
    const now = { done, atMs: Date.now() };
    // Work that starts over starts from nothing again.
    if (first === null || done < first.done) setFirst(now);
    else if (done > first.done) setRate(((done - first.done) * 1000) / Math.max(1, now.atMs - first.atMs));
  }, [done, first]);
  if (!rate) return {};
  // Less than one in two seconds would read as none.
  const shown = rate < 0.5 ? {} : { rate };
  if (total === null) return shown;
  const seconds = Math.ceil((total - done) / rate);
  return {
    ...shown,
    remaining: seconds < 60 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`,
  };
}
