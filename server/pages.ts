import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** Answers what the server does not answer itself: pages, the admin API, everything that is Next's. */
export type AnswerPages = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** How Next is told where it runs. */
export interface PagesAt {
  development: boolean;
  hostname: string;
  port: number;
}

/** Next in this process, on whose event loop and memory everything else then waits. */
export async function openPages({ development, hostname, port }: PagesAt, httpServer: Server): Promise<AnswerPages> {
  // Imported here: a process that has its pages in another one never needs it.
  const { default: next } = await import("next");
  const app = next({ dev: development, hostname, port, httpServer });
  await app.prepare();
  return app.getRequestHandler();
}
