import { toast } from "sonner";
import { ApiError } from "@/lib/http/client";

/** What a table or an error state says about a failed query; null while nothing failed. */
export function failureOf(error: Error | null): { message: string; requestId?: string } | null {
  if (error === null) return null;
  return { message: error.message, requestId: error instanceof ApiError ? error.requestId : undefined };
}

/** For actions that have no form to show their failure in. */
export const toastFailure = (error: Error): void => {
  toast.error(error.message);
};
