import { ApiError } from "@/lib/http/client";
import { formPath } from "./form-schema";

/** What the API refuses names its own paths; this renames them as the form's fields are called. */
export async function inFormPaths<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const issues = error.issues.map(({ path, message }) => ({ path: formPath(path.split(".")), message }));
    throw new ApiError(error.code, error.message, issues, error.requestId);
  }
}
