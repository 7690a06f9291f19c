"use client";

import { useReactFlow } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import { blockWidth, type Place } from "@/lib/journeys/edit/layout";

const margin = 48;
/** Below this the words can't be read: a long journey begins at its top instead. */
const readableZoom = 0.8;

/** Which part of a canvas is seen. */
export function useView(frame: RefObject<HTMLElement | null>, height: number) {
  const flow = useReactFlow();
  return useMemo(() => {
    /** All of it if that can be read, else its upper part with a block in the middle. */
    function start(middle: Place): void {
      const bounds = flow.getNodesBounds(flow.getNodes());
      const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
      const whole = Math.min((clientWidth - 2 * margin) / bounds.width, (clientHeight - 2 * margin) / bounds.height);
      const zoom = Math.min(1, Math.max(readableZoom, whole));
      const x = whole < readableZoom ? middle.x + blockWidth / 2 : bounds.x + bounds.width / 2;
      void flow.setViewport({ x: clientWidth / 2 - x * zoom, y: margin - bounds.y * zoom, zoom });
    }
    /** Moves only as far as a block is not in sight. */
    function reveal({ x, y }: Place): void {
      const { clientWidth = 0, clientHeight = 0 } = frame.current ?? {};
      const { x: left, y: top, zoom } = flow.getViewport();
      const shift = (from: number, size: number, room: number) =>
        Math.max(margin - from, 0) || Math.min(room - margin - (from + size), 0);
      const dx = shift(x * zoom + left, blockWidth * zoom, clientWidth);
      const dy = shift(y * zoom + top, height * zoom, clientHeight);
      if (dx !== 0 || dy !== 0) void flow.setViewport({ x: left + dx, y: top + dy, zoom });
    }
    return { start, reveal, fit: () => void flow.fitView({ padding: 0.1, maxZoom: 1 }) };
  }, [flow, frame, height]);
}
