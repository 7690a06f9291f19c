"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { useSettled } from "@/components/ui/use-settled";
import { call } from "@/lib/http/client";
import type { Answer } from "@/lib/http/contract";
import { simulateContract } from "@/lib/journeys/contract";
import { findNode, portsOf } from "@/lib/journeys/edit/node";
import type { Graph } from "@/lib/journeys/graph/graph";
import { journeyKey } from "../queries";
import type { JourneyScope } from "../scope";
import { simulationParsers } from "./simulation-state";
import { type Walked, walkedOf } from "./walked";

/** So long nobody has typed: then the draft is walked again. */
const settleMs = 500;

interface Simulation {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  contactId: string | null;
  /** Null for the newest event that fits. */
  eventId: string | null;
  /** With another contact, events and choices begin anew. */
  walkAs: (contactId: string) => void;
  withEvent: (eventId: string | null) => void;
  /** Which way the walk leaves a block, by its id. */
  choices: Readonly<Record<string, string>>;
  choose: (nodeId: string, port: string | null) => void;
  result: Answer<typeof simulateContract> | undefined;
  error: Error | null;
  /** The shown walk is of a draft or a wish before. */
  isBehind: boolean;
  retry: () => void;
}

const SimulationContext = createContext<Simulation | null>(null);
const WalkedContext = createContext<Walked | null>(null);

/** Null outside of a journey's builder. */
export const useSimulation = (): Simulation | null => use(SimulationContext);
/** Where the simulated contact comes through; null while nobody simulates. */
export const useWalked = (): Walked | null => use(WalkedContext);

/** Around a builder: walks a contact through the draft as it is edited, while that is asked for. */
export function SimulationProvider({
  workspace,
  journeyId,
  graph,
  children,
}: JourneyScope & { graph: Graph; children: ReactNode }) {
  const [{ simulate: isOpen, as: contactId, event: eventId }, setShown] = useQueryStates(simulationParsers);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const settled = useSettled(isOpen ? graph : null, settleMs);
  const input = settled && {
    contactId: contactId ?? "",
    eventId,
    choices: choicesIn(settled, choices),
    graph: settled,
  };
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...journeyKey({ workspace, journeyId }), "simulation", input],
    queryFn: ({ signal }) =>
      call(
        simulateContract,
        workspace,
        { journeyId, ...input, contactId: contactId ?? "", eventId: eventId ?? undefined, graph: input?.graph },
        signal,
      ),
    enabled: isOpen && contactId !== null && settled !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const result = isOpen && contactId !== null ? data : undefined;
  const walked = useMemo(() => (result === undefined ? null : walkedOf(result.steps)), [result]);
  const simulation: Simulation = {
    isOpen,
    open: () => void setShown({ simulate: true }),
    close: () => {
      setChoices({});
      void setShown({ simulate: null, as: null, event: null });
    },
    contactId,
    eventId,
    walkAs: (id) => {
      setChoices({});
      void setShown({ as: id, event: null });
    },
    withEvent: (id) => void setShown({ event: id }),
    choices,
    choose: (nodeId, port) =>
      setChoices(({ [nodeId]: _, ...others }) => (port === null ? others : { ...others, [nodeId]: port })),
    result,
    error,
    isBehind: isPlaceholderData,
    retry: () => void refetch(),
  };
  return (
    <SimulationContext value={simulation}>
      <WalkedContext value={walked}>{children}</WalkedContext>
    </SimulationContext>
  );
}

/** What was chosen for blocks that still offer it. */
const choicesIn = (graph: Graph, choices: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(choices).filter(([nodeId, port]) => {
      const node = findNode(graph, nodeId);
      return node !== undefined && portsOf(node).some(({ name }) => name === port);
    }),
  );
