"use client";

import { useEffect, useState } from "react";

/** The newest value once it has not changed for a moment. Values are compared as JSON. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value) ?? "";
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text === "" ? undefined : JSON.parse(text)), pauseMs);
    return () => clearTimeout(timer);
  }, [text, pauseMs]);
  return settled;
}
