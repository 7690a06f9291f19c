/** Why a webhook was switched off by itself. */
export const disabledReasons = ["failing", "gone"] as const;
export type DisabledReason = (typeof disabledReasons)[number];
