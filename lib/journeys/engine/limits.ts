/** What the engine of journeys allows itself; the reason for each number stands beside it. */
export const engineLimits = {
  /** Runs of one step: enough that statements cost little for each, few enough that a step ends in well under a second. */
  runsPerStep: 400,
  /** A process that dies is healed after this. Longer than a step takes, whatever its templates cost. */
  leaseMs: 30_000,
  /** Templates may cost a thousand times the usual; what there was no time for is given back. */
  budgetMs: 3_000,
  /** Other requests get their turn at least so often. */
  turnMs: 20,
  /** Bodies and mails in memory before they are written. */
  bytesPerWrite: 8 * 1024 * 1024,
  /** A run that is claimed so often without anything being written has a problem of its own. */
  attemptsMax: 8,
  /** Questions of one walk: a run with more conditions in a row goes on in the next step. */
  questionsMax: 20,
  /** What a run keeps of responses, as JSON. */
  variablesCharactersMax: 256 * 1024,
  /** Deeper than any sensible answer, and far from what overflows the stack of those who read it. */
  variables: { depthMax: 50, keysMax: 50_000 },
  /** Events that wake a run while nobody has looked at it. */
  wokenMax: 50,
  /** Journeys that let each other's events in are stopped here: two of them would go round for ever. */
  hopsMax: 8,
} as const;
