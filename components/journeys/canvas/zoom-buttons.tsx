"use client";

import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

/** Nearer, farther, all of it. */
export function ZoomButtons({ onFit }: { onFit: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div className="absolute bottom-3 left-3 z-5 flex flex-col rounded-lg border bg-card p-0.5">
      <ZoomButton label="Zoom in" onClick={() => void zoomIn()}>
        <Plus />
      </ZoomButton>
      <ZoomButton label="Zoom out" onClick={() => void zoomOut()}>
        <Minus />
      </ZoomButton>
      <ZoomButton label="Show all of it" onClick={onFit}>
        <Maximize />
      </ZoomButton>
    </div>
  );
}

const ZoomButton = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <Tooltip content={label} side="right">
    <Button variant="ghost" size="icon-sm" aria-label={label} onClick={onClick}>
      {children}
    </Button>
  </Tooltip>
);
