"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { createPortal } from "react-dom";

const SlotContext = createContext<{ slot: HTMLElement | null; setSlot: (slot: HTMLElement | null) => void }>({
  slot: null,
  setSlot: () => undefined,
});

/** Around a header and the screen below it: the screen puts what it can do into the header. */
export function HeaderSlotProvider({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return <SlotContext value={{ slot, setSlot }}>{children}</SlotContext>;
}

/** Where it appears. */
export function HeaderSlot({ className }: { className?: string }) {
  const { setSlot } = use(SlotContext);
  return <div ref={setSlot} className={className} />;
}

/** What a screen shows in the header for as long as it is open. */
export function InHeader({ children }: { children: ReactNode }) {
  const { slot } = use(SlotContext);
  return slot && createPortal(children, slot);
}
