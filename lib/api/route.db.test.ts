import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { connect } from "@/db/client";
import { newId } from "@/db/ids";
import { members } from "@/db/schema";
import { type Auth, createAuth } from "../auth/create-auth";
import type { WorkspaceCtx } from "../context";
import { AppError } from "../errors";
import { contract, idSchema, noContent } from "../http/contract";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { signIn, testPassword, testUser } from "../testing/sign-in";
import { createApiKey } from "../workspaces/api-keys/create";
import { revokeApiKey } from "../workspaces/api-keys/revoke";
import { createWorkspaceContract } from "../workspaces/contract";
import { createWorkspace } from "../workspaces/create";
import { answerAccount, forUser } from "./account-route";
import type { ApiDeps } from "./deps";
import { bodyBytesMax } from "./read-json";
import { answerInWorkspace, type WorkspaceVerb } from "./route";

const echoContract = contract({
  method: "POST",
  path: "/things/{thingId}",
  summary: "For tests: answers what it was given",
  params: z.object({ thingId: idSchema("contact") }),
  query: z.object({ limit: z.coerce.number().int().max(500).default(50) }),
  body: z.strictObject({ name: z.string(), tags: z.array(z.string()).optional() }),
  answer: z.unknown(),
  status: 201,
});
const emptyContract = contract({
  method: "DELETE",
  path: "/things",
  summary: "For tests",
  answer: noContent,
  status: 204,
});

let ctx: TestCtx;
let auth: Auth;
let deps: ApiDeps;
let at: WorkspaceCtx;
let key: string;
let apiKeyId: string;
beforeAll(async () => {
  ctx = await testCtx();
  auth = createAuth(ctx, "a secret for tests only, never a real one");
  deps = { env: ctx.env, log: ctx.log, auth, ctx };
  at = await testWorkspace(ctx);
  ({ key, id: apiKeyId } = await createApiKey(at, { name: "test", role: "marketer" }));
});

const thingId = "con_01h455vb4pex5vsknk084sn02q";
interface Call {
  workspace?: string;
  id?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
  verb?: WorkspaceVerb<typeof echoContract>;
}
const echo: WorkspaceVerb<typeof echoContract> = async ({ actor, workspace, origin }, input) => ({
  actor: actor.type,
  workspace: workspace.slug,
  ip: origin?.ip,
  input,
});

async function send({ workspace = at.workspace.slug, id = thingId, query = "", body, headers, verb = echo }: Call) {
  const request = new Request(`http://localhost:3000/api/v1/x${query}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    body: body ?? '{"name":"n"}',
  });
  if (headers?.authorization === "") request.headers.delete("authorization");
  if (headers?.["content-type"] === "") request.headers.delete("content-type");
  const response = await answerInWorkspace(deps, echoContract, verb, request, { workspace, thingId: id });
  const answer = (await response.json()) as Record<string, unknown> & { error?: Record<string, unknown> };
  return { status: response.status, answer, headers: response.headers };
}
const noKey = { authorization: "" };

describe("credentials", () => {
  it("without any the answer is 401, with the request's id in header and envelope", async () => {
    const { status, answer, headers } = await send({ headers: noKey });
    expect(status).toBe(401);
    expect(answer.error).toMatchObject({ code: "unauthorized", requestId: headers.get("x-request-id") });
    expect(headers.get("x-request-id")).toMatch(/^req_/);
  });

  it("an unknown, malformed or revoked API key gets 401", async () => {
    for (const authorization of ["Bearer tg_nope", "Basic abc", "Bearer", key])
      expect((await send({ headers: { authorization } })).status).toBe(401);
    const short = await createApiKey(at, { name: "short", role: "viewer" });
    await revokeApiKey(at, { apiKeyId: short.id });
    expect((await send({ headers: { authorization: `Bearer ${short.key}` } })).status).toBe(401);
  });

  it("another workspace's API key gets 404, the same as a workspace that does not exist", async () => {
    const other = await testWorkspace(ctx);
    const theirs = await send({ workspace: other.workspace.slug });
    const nobodys = await send({ workspace: "no-such-workspace" });
    expect([theirs.status, theirs.answer.error?.message]).toEqual([404, nobodys.answer.error?.message]);
    expect(nobodys.status).toBe(404);
  });

  it("an API key acts with its own role", async () => {
    const seen: unknown[] = [];
    await send({ verb: async ({ actor }) => seen.push(actor) });
    expect(seen).toEqual([{ type: "api_key", apiKeyId, role: "marketer" }]);
  });

  it("a session opens the workspaces of its user alone, and only from our own pages", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, "192.0.2.77");
    const asUser = (headers: Record<string, string> = {}) => send({ headers: { ...noKey, cookie, ...headers } });
    expect((await asUser()).status).toBe(404);
    await ctx.db
      .insert(members)
      .values({ id: newId("mem"), workspaceId: at.workspace.id, userId: user.id, role: "viewer" });
    expect((await asUser({ "sec-fetch-site": "same-origin", "x-forwarded-for": "192.0.2.9" })).answer).toMatchObject({
      actor: "user",
      workspace: at.workspace.slug,
      ip: "192.0.2.9",
    });
    const foreign = await asUser({ origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect([foreign.status, foreign.answer.error?.code]).toEqual([403, "forbidden"]);
  });
});

describe("input", () => {
  it("reaches the verb as one flat, parsed object", async () => {
    const { status, answer } = await send({ query: "?limit=7", body: '{"name":"n","tags":["a"]}' });
    expect(status).toBe(201);
    expect(answer.input).toEqual({ thingId, limit: 7, name: "n", tags: ["a"] });
  });

  it("an id that can't be one is not found", async () => {
    expect((await send({ id: "con_x" })).status).toBe(404);
  });

  it("everything wrong with query and body is told at once, unknown keys too", async () => {
    const { status, answer } = await send({ query: "?limit=9999", body: '{"nmae":"x","tags":[1]}' });
    expect(status).toBe(400);
    expect(answer.error).toMatchObject({
      code: "invalid_input",
      issues: [
        { path: "limit", message: "must be at most 500" },
        { path: "name", message: "is required" },
        { path: "tags.0", message: "must be a text" },
        { path: "nmae", message: "is not known here" },
      ],
    });
  });

  it("malformed JSON is refused with the place", async () => {
    const { status, answer } = await send({ body: '{\n  "name": nope\n}' });
    expect(status).toBe(400);
    expect(answer.error?.message).toContain('unexpected "n" at position 12 (line 2, column 11)');
    expect((await send({ body: '{"name":' })).answer.error?.message).toContain("ends too early");
    expect((await send({ body: " " })).status).toBe(400);
  });

  it("another content type is refused, a parameter or a byte order mark is not", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", ""])
      expect((await send({ headers: { "content-type": type } })).status).toBe(415);
    expect((await send({ headers: { "content-type": "application/json; charset=utf-8" } })).status).toBe(201);
    expect((await send({ body: '\ufeff{"name":"n"}' })).status).toBe(201);
  });

  it("a body above 1 MiB is refused, one at the limit is read", async () => {
    const bodyOf = (bytes: number) => `{"name":"${"x".repeat(bytes - 11)}"}`;
    expect((await send({ body: bodyOf(bodyBytesMax) })).status).toBe(201);
    expect((await send({ body: bodyOf(bodyBytesMax + 1) })).status).toBe(413);
  });
});

describe("answers", () => {
  it("a broken promise keeps its words, its issues and when to come back", async () => {
    const { status, answer, headers } = await send({
      verb: async () => {
        throw new AppError("rate_limited", "Slow down.", [{ path: "name", message: "again" }], 30);
      },
    });
    expect([status, headers.get("retry-after")]).toEqual([429, "30"]);
    expect(answer.error).toMatchObject({ message: "Slow down.", issues: [{ path: "name", message: "again" }] });
  });

  it("a bug is told without details and logged with the request's id", async () => {
    const lines: unknown[] = [];
    const log = Object.create(ctx.log) as typeof ctx.log;
    log.error = ((fields: unknown) => lines.push(fields)) as typeof log.error;
    const request = new Request("http://localhost:3000/x", {
      headers: { authorization: `Bearer ${key}` },
      method: "DELETE",
    });
    const response = await answerInWorkspace(
      { ...deps, log },
      emptyContract,
      async () => {
        throw new Error("select secret from users");
      },
      request,
      { workspace: at.workspace.slug },
    );
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain("secret");
    expect(lines).toMatchObject([{ requestId: response.headers.get("x-request-id") }]);
  });

  it("while the database is away, whoever asks is told to come back", async () => {
    const away = connect("postgres://nobody@127.0.0.1:1/nothing");
    for (const ask of [() => away.db.execute("select 1"), () => away.sql`select 1`]) {
      const { status, answer, headers } = await send({ verb: async () => ask() });
      expect([status, answer.error?.code, headers.get("retry-after")]).toEqual([503, "unavailable", "5"]);
    }
    await away.close();
  });

  it("nothing to say is 204 without a body", async () => {
    const request = new Request("http://localhost:3000/x", {
      headers: { authorization: `Bearer ${key}` },
      method: "DELETE",
    });
    const response = await answerInWorkspace(deps, emptyContract, async () => {}, request, {
      workspace: at.workspace.slug,
    });
    expect([response.status, await response.text()]).toEqual([204, ""]);
  });
});

describe("operations outside any workspace", () => {
  const post = (headers: Record<string, string>) =>
    answerAccount(
      deps,
      createWorkspaceContract,
      forUser(createWorkspace),
      new Request("http://localhost:3000/api/v1/workspaces", {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: '{"name":"Mine"}',
      }),
      undefined,
    );

  it("an API key opens none of them", async () => {
    expect((await post({ authorization: `Bearer ${key}` })).status).toBe(401);
  });

  it("a session does, from our own pages", async () => {
    const user = await testUser(ctx);
    const cookie = await signIn(auth, user.email, testPassword, "192.0.2.78");
    expect((await post({ cookie, origin: "https://evil.example" })).status).toBe(403);
    const response = await post({ cookie, "sec-fetch-site": "same-origin" });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ name: "Mine" });
  });
});
