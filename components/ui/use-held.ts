"use client";

import { useEffect, useRef, useState } from "react";

/**
 * The newest value, except while a pointer is pressed: then the one of before. What comes or goes when a field is left would move the
 * button that is being pressed away from under the pointer, and the click would be lost.
 */
export function useHeld<T>(value: T): T {
  const [held, setHeld] = useState<{ value: T } | null>(null);
  const newest = useRef(value);
  useEffect(() => {
    newest.current = value;
  });
  useEffect(() => {
    const onDown = () => setHeld({ value: newest.current });
    // After the click that follows.
    const onUp = () => setTimeout(() => setHeld(null));
    window.addEventListener("pointerdown", onDown, true);
    window.addEventListener("pointerup", onUp, true);
    window.addEventListener("pointercancel", onUp, true);
    return () => {
      window.removeEventListener("pointerdown", onDown, true);
      window.removeEventListener("pointerup", onUp, true);
      window.removeEventListener("pointercancel", onUp, true);
    };
  }, []);
  return held === null ? value : held.value;
}
