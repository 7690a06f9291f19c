import { AppError, conflict } from "../errors";

/**
 * Why a name can't be had: another one of the kind (`group`) has it, or one that was deleted is still being taken off its contacts.
 */
export function nameTaken(
  kind: string,
  name: string,
  holder: { removedAt: Date | null } | undefined,
  hint = "",
): AppError {
  if (holder?.removedAt) return conflict(`A ${kind} named ${name} is still being removed, try again in a moment.`);
  const message = `A ${kind} named ${name} exists already${hint}.`;
  return new AppError("conflict", message, [{ path: "name", message }]);
}

/** Whether a statement failed because of a unique index (SQLSTATE 23505); drizzle wraps the driver's error. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return ("code" in error && error.code === "23505") || ("cause" in error && isUniqueViolation(error.cause));
}
