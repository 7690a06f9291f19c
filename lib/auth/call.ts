import type { ErrorCode, Issue } from "../errors";
import { ApiError } from "../http/client";
import type { Answer, CallInput, Contract } from "../http/contract";

/** Calls an operation outside any workspace from the browser. Throws `ApiError` with the server's own words. */
export async function callAccount<C extends Contract>(contract: C, input: CallInput<C>): Promise<Answer<C>> {
  const values = input as Record<string, unknown>;
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const body = Object.fromEntries(Object.keys(contract.body.shape).map((key) => [key, values[key]]));
  const response = await fetch(`/api/v1${path}`, {
    method: contract.method,
    signal: AbortSignal.timeout(30_000),
    headers: { "content-type": "application/json" },
    ...(contract.method === "GET" ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(
      "unavailable",
      "The server could not be reached. Check your connection and try again.",
      [],
      undefined,
    );
  });
  const text = await response.text();
  const json: unknown = text === "" ? undefined : JSON.parse(text);
  if (response.ok) return json as Answer<C>;
  const { error } = json as { error?: { code: ErrorCode; message: string; issues?: Issue[]; requestId?: string } };
  throw new ApiError(
    error?.code ?? "internal",
    error?.message ?? "Something went wrong on our side. Try again.",
    error?.issues ?? [],
    error?.requestId,
  );
}
