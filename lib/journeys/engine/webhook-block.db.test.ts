import { describe, expect, test } from "vitest";
import { fromUuid, toUuid } from "@/db/ids";
import { getContact } from "../../contacts/get";
import { connected, line, node, trigger } from "../testing/graphs";
import { advanceAll, relay, settle } from "../testing/settle";
import { always, journeyWorld } from "../testing/world";

const world = journeyWorld();

describe("a webhook block", () => {
  test("sends method, address, authentication and headers as it says, DELETE with a body, GET without", async () => {
    const url = `${world.receiver.url}/people/{{ contact.email }}?plan={{ contact.fields.plan }}`;
    const journeyId = await world.live(
      line(
        trigger,
        world.call({ method: "DELETE", url, auth: { type: "token", token: "tok-1" } }, "a"),
        world.call({ method: "GET", auth: { type: "token", header: "X-Api-Key", token: "tok-2" } }, "b"),
        world.call(
          { auth: { type: "basic", username: "u", password: "p" }, headers: [{ name: "X-Trace", value: "abc" }] },
          "c",
        ),
      ),
    );
    await world.subscribed("a b@example.com".replace(" ", "+"), { plan: "50 %" });
    await settle(world.ctx);
    const by = new Map(world.receiver.requests.map((request) => [request.method, request]));
    expect(by.get("DELETE")).toMatchObject({
      url: "/people/a%2Bb%40example.com?plan=50%20%25",
      headers: { authorization: "Bearer tok-1" },
    });
    expect(JSON.parse(by.get("DELETE")?.body ?? "")).toMatchObject({ type: "contact.subscribed" });
    expect(by.get("GET")).toMatchObject({ body: "", headers: { "x-api-key": "tok-2" } });
    expect(by.get("POST")?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("u:p").toString("base64")}`,
      "x-trace": "abc",
    });
    const shown = JSON.stringify(
      await world.ctx
        .sql`select request_headers from delivery_attempts where workspace_id = ${toUuid("wks", world.ctx.workspace.id)}`,
    );
    for (const secret of ["tok-1", "tok-2", Buffer.from("u:p").toString("base64")]) expect(shown).not.toContain(secret);
    expect(shown).toContain("abc");
    expect(await world.runs(journeyId)).toMatchObject([{ state: "completed", visits: 4 }]);
  });

  const waiting = (more: Record<string, unknown> = {}) => {
    const save = [
      { path: "$.id", to: "field", key: "plan" },
      { path: "$.vip", to: "tag", key: "vip" },
      { path: "$.token", to: "variable", key: "token" },
    ];
    const graph = line(trigger, world.call({ waitForResponse: true, save, retries: 0, ...more }));
    const second = world.call(
      {
        customOnly: true,
        customPayload: { mappings: [{ field: "token", source: "template", value: "{{ vars.token }}" }] },
      },
      "ok",
    );
    return connected(
      { ...graph, nodes: [...graph.nodes, second, node("bad", "exit")] },
      "call success ok",
      "call failure bad",
    );
  };

  test("waits for the response, keeps values of it on the contact and for later blocks, and goes on by success", async () => {
    world.receiver.answer = ({ url }) =>
      url === "/crm" ? { body: JSON.stringify({ id: "crm-7", vip: true, token: "t\u00001" }) } : 200;
    const journeyId = await world.live(waiting());
    const ann = await world.subscribed("ann@example.com");
    await relay(world.ctx);
    await advanceAll(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([
      { state: "waiting", nodeId: "call", wakeAt: null, way: ["start:next", "call:waiting"] },
    ]);
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([
      { state: "completed", variables: { token: "t1" }, way: ["start:next", "call:success", "ok:next"] },
    ]);
    expect(world.bodies()[1]).toEqual({ token: "t1" });
    expect(
      await getContact(world.ctx, { audienceId: world.audienceId, contactId: fromUuid("con", ann) }),
    ).toMatchObject({
      fields: { plan: "crm-7" },
      tags: ["vip"],
    });
  });

  test("takes the failure branch when all attempts have failed, with the status as the reason", async () => {
    world.receiver.answer = () => 500;
    const journeyId = await world.live(waiting({ retries: 1 }));
    await world.subscribed("ann@example.com");
    await settle(world.ctx);
    expect(await world.runs(journeyId)).toMatchObject([{ state: "waiting" }]);
    world.later(10_000);
    await settle(world.ctx);
    expect(world.receiver.requests).toHaveLength(2);
    expect(world.receiver.requests[1]?.headers["webhook-id"]).toBe(world.receiver.requests[0]?.headers["webhook-id"]);
    expect(await world.runs(journeyId)).toMatchObject([
      { state: "completed", way: ["start:next", "call:failure", "bad:end"] },
    ]);
  });

  test("a template that fails for one contact fails that run alone, with the reason", async () => {
    const mappings = [
      { field: "n", source: "template", value: "{% for i in (1..contact.fields.score) %}x{% endfor %}" },
    ];
    const url = `${world.receiver.url}/{{ contact.fields.plan }}`;
    const journeyId = await world.live(line(trigger, world.call({ url })));
    const other = await world.live(line(trigger, world.call({ customPayload: { mappings } })));
    await world.subscribed("ann@example.com", { score: 2 });
    await world.subscribed("bob@example.com", { plan: "pro", score: 99_999_999 });
    await settle(world.ctx);
    const runs = await world.runs(journeyId);
    expect(runs.map(({ state }) => state)).toEqual(["failed", "completed"]);
    expect(runs[0]).toMatchObject({ nodeId: "call", way: ["start:next", "call:failed"] });
    expect(runs[0]?.reason).toContain("contact.fields.plan is missing");
    const others = await world.runs(other);
    expect(others.map(({ state }) => state)).toEqual(["completed", "failed"]);
    expect(others[1]?.reason).toMatch(/^n: /);
    expect(world.receiver.requests.map(({ url }) => url).sort()).toEqual(["/crm", "/pro"]);
  });

  test("can tell where its event came from", async () => {
    const mappings = [{ field: "from", source: "mapping", value: "event.source" }];
    await world.live(line(always, world.call({ customPayload: { mappings }, customOnly: true })));
    await world.happens(await world.subscribed("ann@example.com"), "signed_up");
    await settle(world.ctx);
    expect(world.bodies()).toEqual([{ from: "test" }]);
  });
});
