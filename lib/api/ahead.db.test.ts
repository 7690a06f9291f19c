import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { createAuth } from "../auth/create-auth";
import { sentCampaign } from "../campaigns/testing/sent-campaign";
import { answerClick, answerOpen } from "../campaigns/tracking/answer";
import { createTracker, type MailTracker } from "../campaigns/tracking/create-tracker";
import { signToken } from "../campaigns/tracking/token";
import type { WorkspaceCtx } from "../context";
import { createMetrics } from "../metrics";
import { type TestCtx, testCtx, testWorkspace } from "../testing/context";
import { createRecorder, type EventRecorder } from "../tracking/recorder";
import { createApiKey } from "../workspaces/api-keys/create";
import { answerAhead, findAhead } from "./ahead";
import { answerTracking } from "./track-route";

let ctx: WorkspaceCtx & TestCtx;
let tracker: MailTracker;
let recorder: EventRecorder;
let deps: Parameters<typeof answerAhead>[1];
let campaign: Awaited<ReturnType<typeof sentCampaign>>;
let url: string;
let close: () => void;

beforeEach(async () => {
  ctx = await testWorkspace(await testCtx());
  campaign = await sentCampaign(ctx, { contacts: 1, urls: ["https://example.com/sale"] });
  tracker = createTracker(ctx);
  recorder = createRecorder(ctx);
  const auth = createAuth(ctx, "a secret for tests only, never a real one");
  const background = { answer: async (request: Request) => Response.json({ called: request.method }) };
  deps = { env: ctx.env, log: ctx.log, auth, ctx, tracker, recorder, background, metrics: createMetrics() };
  // What `server.ts` does, and what it leaves to the framework.
  const server = createServer((request, response) => {
    const found = findAhead(request.method ?? "", (request.url ?? "").split("?", 1)[0] ?? "");
    if (found === null) response.writeHead(404, { "x-left": "to the framework" }).end();
    else void answerAhead(found, deps, "203.0.113.9", request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => {
    server.close();
    server.closeAllConnections();
  };
});
afterEach(() => close());

const messageId = () => campaign.mail.target.messageId;
const openPath = () => `/o/${signToken(ctx.key, { kind: "open", messageId: messageId() })}`;
const clickPath = () =>
  `/c/${signToken(ctx.key, { kind: "click", messageId: messageId(), linkId: campaign.links[0]?.id ?? "" })}`;
const browser = { "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)" };
const told = ["content-type", "content-length", "location", "cache-control", "allow", "x-robots-tag"];

/** What a reader sees of an answer. */
const seen = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(told.map((name) => [name, response.headers.get(name)])),
  body: Buffer.from(await response.arrayBuffer()).toString("base64"),
});

describe("ahead of the framework", () => {
  test.each([
    ["the image", openPath, "GET"],
    ["the image's head", openPath, "HEAD"],
    ["a link", clickPath, "GET"],
    ["a link's head", clickPath, "HEAD"],
    ["a forged link", () => `${clickPath()}x`, "GET"],
  ])("%s is answered as by its route", async (_what, path, method) => {
    const token = path().split("/")[2] ?? "";
    const answer = path().startsWith("/o/") ? answerOpen : answerClick;
    const asRoute = await answer(deps, new Request(url + path(), { method, headers: browser }), token);
    const ahead = await fetch(url + path(), { method, headers: browser, redirect: "manual" });
    const { headers, ...rest } = await seen(ahead);
    const expected = await seen(asRoute);
    // The server counts what a framework would count.
    const length = expected.headers["content-length"] ?? headers["content-length"];
    expect({ ...rest, headers }).toEqual({ ...expected, headers: { ...expected.headers, "content-length": length } });
  });

  test("an opening and a click name the caller's address, not the one that it claims", async () => {
    const claims = { ...browser, "x-forwarded-for": "198.51.100.1" };
    expect((await fetch(url + openPath(), { headers: claims })).status).toBe(200);
    const click = await fetch(url + clickPath(), { headers: claims, redirect: "manual" });
    expect([click.status, click.headers.get("location")]).toEqual([302, "https://example.com/sale"]);
    await tracker.close();
    const events = await ctx.sql<{ type: string; ip: string }[]>`
      select type, data ->> 'ip' as ip from events
      where workspace_id = ${toUuid("wks", ctx.workspace.id)} and type in ('email.opened', 'email.clicked') order by type`;
    expect([...events]).toEqual([
      { type: "email.clicked", ip: "203.0.113.9" },
      { type: "email.opened", ip: "203.0.113.9" },
    ]);
  });

  test.each([
    ["POST", () => openPath()],
    ["OPTIONS", () => clickPath()],
    ["GET", () => `${clickPath()}/`],
    ["GET", () => "/c/a%20b"],
    ["GET", () => "/o/"],
    ["GET", () => "/v1/events/"],
    ["TRACE", () => "/v1/events"],
    ["DELETE", () => "/api/inngest"],
    ["POST", () => "/metrics"],
  ])("%s of another method or spelling is left to it", (method, path) => {
    expect(findAhead(method, path())).toBeNull();
  });

  test("an Inngest reaches the background of this process, and whoever watches it its numbers and whether it is ready", async () => {
    for (const method of ["GET", "POST", "PUT"])
      expect(await (await fetch(`${url}/api/inngest?fnId=x`, { method })).json()).toEqual({ called: method });
    expect(await (await fetch(`${url}/api/ready`)).json()).toMatchObject({ status: "ready" });
    deps.metrics.doorRequests.inc({ status: 200 }, 7);
    const answer = await fetch(`${url}/metrics`);
    // The caller is somewhere else, by its address.
    expect(answer.status).toBe(401);
    deps = { ...deps, env: { ...deps.env, metricsToken: "a token of tests" } };
    const told = await fetch(`${url}/metrics`, { headers: { authorization: "Bearer a token of tests" } });
    expect(await told.text()).toContain('tidegate_door_requests_total{status="200"} 7');
  });

  test("events of another sender are taken as by their route, and refused with the same words", async () => {
    const { key } = await createApiKey(ctx, { name: "shop", role: "marketer" });
    const send = (body: string, headers: Record<string, string> = {}) => ({
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}`, ...headers },
      body,
    });
    const event = { id: "1", type: "order.placed", email: campaign.mail.contact.email };
    const taken = await fetch(`${url}/v1/events`, send(JSON.stringify(event)));
    expect([taken.status, await taken.json()]).toMatchObject([200, { results: [{ status: "accepted" }] }]);
    for (const init of [
      send("{"),
      send("{}", { authorization: "Bearer wrong" }),
      send(" ".repeat(5_000_000)),
      { method: "GET" },
      { method: "PUT" },
    ]) {
      const [ahead, asRoute] = await Promise.all([
        fetch(`${url}/v1/events`, init),
        answerTracking(deps, new Request(`${url}/v1/events`, init)),
      ]);
      const [{ error }, { error: expected }] = await Promise.all([ahead.json(), asRoute.json()]);
      expect([ahead.status, { ...error, requestId: "" }]).toEqual([asRoute.status, { ...expected, requestId: "" }]);
      expect(ahead.headers.get("allow")).toBe(asRoute.headers.get("allow"));
    }
  });
});
