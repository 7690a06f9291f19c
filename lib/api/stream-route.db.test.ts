import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { createAuth } from "../auth/create-auth";
import type { WorkspaceCtx } from "../context";
import { invalid } from "../errors";
import { contract } from "../http/contract";
import { testCtx, testWorkspace } from "../testing/context";
import { createApiKey } from "../workspaces/api-keys/create";
import type { ApiDeps } from "./deps";
import { answerDownload, answerUpload } from "./stream-route";

const uploadContract = contract({
  method: "POST",
  path: "/files",
  summary: "For tests",
  rawBody: "text/csv",
  answer: z.object({ bytes: z.number() }),
  status: 201,
});
const downloadContract = contract({
  method: "GET",
  path: "/files",
  summary: "For tests",
  rawAnswer: "text/csv",
  answer: z.string(),
});

let deps: ApiDeps;
let at: WorkspaceCtx;
let headers: Record<string, string>;
beforeAll(async () => {
  const ctx = await testCtx();
  deps = { env: ctx.env, log: ctx.log, auth: createAuth(ctx, "a secret for tests only, never a real one"), ctx };
  at = await testWorkspace(ctx);
  const { key } = await createApiKey(at, { name: "test", role: "marketer" });
  headers = { authorization: `Bearer ${key}`, "content-type": "text/csv; charset=utf-8" };
});

const address = "http://localhost:3000/api/v1/x";
type Verb = Parameters<typeof answerUpload<typeof uploadContract>>[2];

/** A body that counts how many of its pieces were asked for. */
function countedBody(pieces: number) {
  const asked = { pieces: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (asked.pieces === pieces) controller.close();
        else controller.enqueue(new Uint8Array(1_000));
        asked.pieces += 1;
      },
      cancel: () => {
        asked.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked };
}

const send = (body: ReadableStream<Uint8Array>, verb: Verb, more: Record<string, string> = {}) => {
  const init = { method: "POST", headers: { ...headers, ...more }, body, duplex: "half" };
  return answerUpload(deps, uploadContract, verb, new Request(address, init), { workspace: at.workspace.slug });
};

describe("an upload", () => {
  const count: Verb = async (_ctx, _input, body) => {
    let bytes = 0;
    for await (const piece of body) bytes += piece.byteLength;
    return { bytes };
  };

  test("reaches the verb piece by piece", async () => {
    const response = await send(countedBody(5).body, count);
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ bytes: 5_000 });
  });

  test("is read no further than the verb reads it", async () => {
    const { body, asked } = countedBody(1_000);
    const response = await send(body, async (_ctx, _input, pieces) => {
      for await (const _piece of pieces) throw invalid("Line 1 is wrong.");
      return { bytes: 0 };
    });
    expect(response.status).toBe(400);
    expect(asked.pieces).toBeLessThan(5);
    expect(asked.cancelled).toBe(true);
  });

  test("of another kind is refused, and nobody reads a stranger's", async () => {
    const json = countedBody(5);
    expect((await send(json.body, count, { "content-type": "application/json" })).status).toBe(415);
    const stranger = countedBody(5);
    expect((await send(stranger.body, count, { authorization: "Bearer nonsense" })).status).toBe(401);
    expect(stranger.asked.pieces + json.asked.pieces).toBe(0);
  });
});

describe("a download", () => {
  test("is named, and made no further than it is taken", async () => {
    const made = { pieces: 0, ended: false };
    async function* text() {
      try {
        for (;;) {
          made.pieces += 1;
          yield "a,b\r\n";
        }
      } finally {
        made.ended = true;
      }
    }
    const response = await answerDownload(
      deps,
      downloadContract,
      async () => ({ fileName: 'Zoë "x".csv', text: text() }),
      new Request(address, { headers }),
      { workspace: at.workspace.slug },
    );
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename=\"Zo_ _x_.csv\"; filename*=UTF-8''Zo%C3%AB%20%22x%22.csv",
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(made.pieces).toBeLessThan(5);
    expect(made.ended).toBe(true);
  });
});
