"use client";

import { Footprints } from "lucide-react";
import { Button } from "@/components/ui/button";
import { InHeader } from "../frame/header-slot";
import { useSimulation } from "./simulation-context";

/** In the journey's header: opens and closes the simulation. */
export function SimulateButton() {
  const simulation = useSimulation();
  if (simulation === null) return null;
  const { isOpen, open, close } = simulation;
  return (
    <InHeader>
      <Button variant="outline" aria-pressed={isOpen} onClick={isOpen ? close : open}>
        <Footprints />
        Simulate
      </Button>
    </InHeader>
  );
}
