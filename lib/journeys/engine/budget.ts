import { engineLimits } from "./limits";

/** The time that a piece of work allows itself where templates may cost a thousand times the usual. */
export interface Budget {
  /** Whether the rest has to wait. */
  isOver(): boolean;
  /** Lets other requests have their turn, when this work has had its own. */
  turn(): Promise<void>;
}

export function createBudget(): Budget {
  const endsAt = performance.now() + engineLimits.budgetMs;
  let turnAt = performance.now();
  return {
    isOver: () => performance.now() > endsAt,
    turn: async () => {
      if (performance.now() - turnAt <= engineLimits.turnMs) return;
      await new Promise((resolve) => setImmediate(resolve));
      turnAt = performance.now();
    },
  };
}
