import { AppError } from "../errors";

/** Another one of the kind (`group`) has the name. */
export function nameTaken(kind: string, name: string, hint = ""): AppError {
  const message = `A ${kind} named ${name} exists already${hint}.`;
  return new AppError("conflict", message, [{ path: "name", message }]);
}

/** Whether a statement failed because of a unique index (SQLSTATE 23505); drizzle wraps the driver's error. */
export function isUniqueViolation(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return ("code" in error && error.code === "23505") || ("cause" in error && isUniqueViolation(error.cause));
}
