import { runtime } from "@/lib/runtime";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import type { Answer, Contract, Input } from "../http/contract";
import type { Download } from "../imports/download";
import type { ApiDeps } from "./deps";
import { parseInput } from "./parse-input";
import { respond } from "./respond";
import type { RouteHandler } from "./route";
import { workspaceContext } from "./workspace-context";

type Uploading<C extends Contract> = (
  ctx: WorkspaceCtx,
  input: Input<C>,
  body: AsyncIterable<Uint8Array>,
) => Promise<Answer<C>>;
type Downloading<C extends Contract> = (ctx: WorkspaceCtx, input: Input<C>) => Promise<Download>;
type RouteParams = Record<string, string>;

/** `export const POST = uploadRoute(contract, verb)`: an operation whose body reaches the verb as it comes in. */
export const uploadRoute =
  <C extends Contract>(contract: C, verb: Uploading<C>): RouteHandler =>
  async (request, { params }) =>
    answerUpload(await runtime(), contract, verb, request, await params);

/** `export const GET = downloadRoute(contract, verb)`: an operation whose answer is a file, sent while it is made. */
export const downloadRoute =
  <C extends Contract>(contract: C, verb: Downloading<C>): RouteHandler =>
  async (request, { params }) =>
    answerDownload(await runtime(), contract, verb, request, await params);

export function answerUpload<C extends Contract>(
  deps: ApiDeps,
  contract: C,
  verb: Uploading<C>,
  request: Request,
  { workspace = "", ...params }: RouteParams,
): Promise<Response> {
  return respond(deps.log, contract, async (requestId, extras) => {
    const ctx = await workspaceContext(deps, request, workspace, requestId, extras);
    const input = await parseInput(contract, request, params);
    const type = (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
    if (type !== contract.rawBody)
      throw new AppError("unsupported_media_type", `Send the file with the header Content-Type: ${contract.rawBody}.`);
    return verb(ctx, input, piecesOf(request.body));
  });
}

export function answerDownload<C extends Contract>(
  deps: ApiDeps,
  contract: C,
  verb: Downloading<C>,
  request: Request,
  { workspace = "", ...params }: RouteParams,
): Promise<Response> {
  return respond(deps.log, contract, async (requestId, extras) => {
    const ctx = await workspaceContext(deps, request, workspace, requestId, extras);
    const { fileName, text } = await verb(ctx, await parseInput(contract, request, params));
    return new Response(streamOf(text), {
      headers: {
        "content-type": `${contract.rawAnswer}; charset=utf-8`,
        "content-disposition": `attachment; filename="${asciiName(fileName)}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      },
    });
  });
}

const asciiName = (name: string) => name.replace(/[^\x20-\x7e]|["\\]/g, "_");

/** The body piece by piece; reading the next one is what lets the sender go on. */
async function* piecesOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops reading early wants no more.
    await reader.cancel().catch(() => {});
  }
}

/** Makes the next piece when the receiver has taken the last one, and stops when it goes away. */
function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const pieces = text[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await pieces.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
