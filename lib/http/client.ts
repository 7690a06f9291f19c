import type { ErrorCode, Issue } from "../errors";
import type { Answer, CallInput, Contract } from "./contract";

/** What the admin API answered instead of success. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly issues: Issue[],
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}

/** The path of an operation in a workspace, with its parameters and query filled in. */
export function pathOf(contract: Contract, workspace: string, input: Record<string, unknown>): string {
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const query = new URLSearchParams();
  for (const key of Object.keys(contract.query.shape)) {
    const value = input[key];
    if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return `/api/v1/workspaces/${encodeURIComponent(workspace)}${path}${text === "" ? "" : `?${text}`}`;
}

/** Calls an operation from the browser, by session cookie. Throws `ApiError` with the server's own words. */
export async function call<C extends Contract>(
  contract: C,
  workspace: string,
  input: CallInput<C>,
  signal?: AbortSignal,
): Promise<Answer<C>> {
  const text = await (await send(contract, workspace, input, signal)).text();
  return (text === "" ? undefined : JSON.parse(text)) as Answer<C>;
}

/** A file that an operation answers with, and the name that it gives it. Throws `ApiError`. */
export async function fetchFile<C extends Contract>(
  contract: C,
  workspace: string,
  input: CallInput<C>,
): Promise<{ file: Blob; name: string }> {
  const response = await send(contract, workspace, input);
  const [, name = ""] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  return { file: await response.blob(), name: decodeURIComponent(name) };
}

async function send<C extends Contract>(
  contract: C,
  workspace: string,
  input: CallInput<C>,
  signal?: AbortSignal,
): Promise<Response> {
  const values = input as Record<string, unknown>;
  const body: Record<string, unknown> = {};
  for (const key of Object.keys(contract.body.shape)) if (values[key] !== undefined) body[key] = values[key];
  const hasBody = contract.method !== "GET" && Object.keys(contract.body.shape).length > 0;
  const response = await fetch(pathOf(contract, workspace, values), {
    method: contract.method,
    signal: signal ?? AbortSignal.timeout(30_000),
    headers: hasBody ? { "content-type": "application/json" } : {},
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(
      "unavailable",
      "The server could not be reached. Check your connection and try again.",
      [],
      undefined,
    );
  });
  if (response.ok) return response;
  const failure = (await response.json()) as {
    error?: { code: ErrorCode; message: string; issues?: Issue[]; requestId?: string };
  };
  throw new ApiError(
    failure.error?.code ?? "internal",
    failure.error?.message ?? "Something went wrong on our side. Try again.",
    failure.error?.issues ?? [],
    failure.error?.requestId,
  );
}
