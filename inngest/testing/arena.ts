import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { createEmbeddedEngine, type EngineOptions } from "../embedded/engine";

/** A place in which functions run: the embedded engine, or the real Inngest of `INNGEST_TEST_URL`. */
export interface Arena {
  client: Inngest;
  /** Event names of this arena alone: a real Inngest is shared. */
  event(name: string): string;
  start(functions: InngestFunction.Any[]): Promise<void>;
  /** The functions' HTTP handler, as somebody outside reaches it. */
  handler(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

export type OpenArena = (options?: Partial<EngineOptions>) => Arena;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const servePath = "/api/inngest";

export const embeddedArena: OpenArena = (options) => {
  const engine = createEmbeddedEngine({ log: quiet, backOffMs: () => 20, ...options });
  const arena = newArena(new Inngest({ id: "contract", ...engine.client, logger: quiet, internalLogger: quiet }));
  return {
    ...arena,
    start: async (functions) => {
      arena.mount(functions);
      await engine.start(arena.handler);
    },
    stop: () => engine.stop(1_000),
  };
};

/** Its development server calls us unsigned, at an address of this machine. */
export const realArena =
  (url: string): OpenArena =>
  () => {
    const arena = newArena(
      new Inngest({ id: `contract-${randomUUID()}`, baseUrl: url, isDev: true, logger: quiet, internalLogger: quiet }),
    );
    const server = createServer(async (request, response) => {
      const answer = await arena.handler(await toRequest(request));
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(await answer.text());
    });
    return {
      ...arena,
      start: async (functions) => {
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        arena.mount(functions);
        const answer = await fetch(`http://127.0.0.1:${port}${servePath}`, { method: "PUT" });
        if (!answer.ok) throw new Error(`The Inngest at ${url} refused our functions: ${await answer.text()}`);
      },
      stop: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    };
  };

function newArena(client: Inngest) {
  const prefix = randomUUID().slice(0, 8);
  let serving: ((request: Request) => Promise<Response>) | null = null;
  return {
    client,
    event: (name: string) => `${prefix}/${name}`,
    mount: (functions: InngestFunction.Any[]) => {
      serving = serve({ client, functions, servePath });
    },
    handler: async (request: Request) => (await serving?.(request)) ?? new Response(null, { status: 404 }),
  };
}

async function toRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, String(value));
  const body = request.method === "GET" || request.method === "HEAD" ? undefined : Buffer.concat(chunks);
  return new Request(`http://${request.headers.host}${request.url}`, { method: request.method, headers, body });
}
