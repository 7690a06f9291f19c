import type { BodyProblem, Door } from "../door";

/** Answers a door's request where there is a web-standard `Request` alone: behind a framework's router, or serverless. */
export async function answerWeb(door: Door, request: Request, ip: string | null): Promise<Response> {
  const url = new URL(request.url);
  const reply = await door.answer({
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    ip,
    header: (name) => request.headers.get(name) ?? undefined,
    headers: () => request.headers.entries(),
    body: (max) => readWeb(request, max),
  });
  const { connection: _hopByHop, ...headers } = reply.headers;
  const bodiless = reply.status === 204 || request.method === "HEAD";
  return new Response(bodiless ? null : reply.body, { status: reply.status, headers });
}

async function readWeb(request: Request, max: number): Promise<Uint8Array | BodyProblem> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: null, value: undefined }));
    if (done === null) return "cut_off";
    if (done) return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    size += value.length;
    if (size > max) {
      await reader.cancel();
      return "too_large";
    }
    chunks.push(value);
  }
}
