/** Outcomes of requests that were not taken; all of them have a status of 400 or above. */
export const refusedOutcomes = ["refused", "exists", "not_found", "fields_missing", "address_taken"] as const;

export const isRefusedOutcome = (outcome: string): boolean => refusedOutcomes.some((name) => name === outcome);
