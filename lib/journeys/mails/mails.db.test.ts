import { expect, test } from "vitest";
import { toUuid } from "@/db/ids";
import { answerClick, answerOpen } from "../../campaigns/tracking/answer";
import { createTracker } from "../../campaigns/tracking/create-tracker";
import { put } from "../../segments/testing/settle";
import { connected, line, node } from "../testing/graphs";
import { captureMails, settle } from "../testing/settle";
import { always, journeyWorld } from "../testing/world";

const world = journeyWorld();

const mail = (more: Record<string, unknown> = {}) =>
  node("mail", "send_email", {
    subject: "Hi {{ contact.email }}",
    fromEmail: "shop@example.com",
    html: `<p>Hello</p><a href="https://shop.example/sale?a=1&amp;b=2">Sale</a> <a href="https://shop.example/for?me={{ contact.email }}">Yours</a>`,
    ...more,
  });
const waitFor = (event: string) => {
  const graph = line(always, mail(), node("wait", "wait_for_event", { event, amount: 3, unit: "days" }));
  return connected({ ...graph, nodes: [...graph.nodes, node("yes", "exit")] }, "wait happened yes");
};

const eventsOf = async (contactId: string) => [
  ...(await world.ctx.sql<{ type: string; data: Record<string, unknown> }[]>`
    select type, data from events where contact_id = ${contactId} and type like 'email.%' order by id`),
];
const mails = () => world.ctx.sql<{ id: string; state: string; html: string; error: string | null }[]>`
  select id, state, html, error from mails where workspace_id = ${toUuid("wks", world.ctx.workspace.id)} order by id`;

const browser = { "user-agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15" };
/** The reader's program asks for an address of the mail. */
async function visit(address: string): Promise<Response> {
  const tracker = createTracker(world.ctx);
  const request = new Request(address, { headers: browser });
  const token = new URL(address).pathname.split("/").at(-1) ?? "";
  const deps = { ctx: world.ctx, tracker };
  const answer = address.includes("/o/") ? answerOpen(deps, request, token) : await answerClick(deps, request, token);
  await tracker.close();
  return answer;
}
const addresses = (html: string, path: string): string[] =>
  [...html.matchAll(/(?:src|href)="([^"]+)"/g)].flatMap(([, url = ""]) => (url.includes(path) ? url : []));

test("a mail is told as sent when it has left, and not before", async () => {
  const journeyId = await world.live(line(always, mail()));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  expect(await eventsOf(ann)).toEqual([]);
  await captureMails(world.ctx);
  expect(await mails()).toMatchObject([{ state: "captured" }]);
  expect(await eventsOf(ann)).toMatchObject([
    {
      type: "email.sent",
      data: { subject: "Hi ann@example.com", journey: { id: journeyId }, contact: { email: "ann@example.com" } },
    },
  ]);
});

test("who unsubscribes while the mail waits gets none, and none is told of", async () => {
  await world.live(line(always, mail()));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  await put(world.ctx, world.audienceId, "ann@example.com", { consent: { kind: "set", status: "unsubscribed" } });
  await captureMails(world.ctx);
  expect(await mails()).toMatchObject([{ state: "failed", error: expect.stringContaining("not Active any more") }]);
  expect(await eventsOf(ann)).toEqual([]);
});

test("whoever opens the mail is told as having opened it, which a block can wait for", async () => {
  const journeyId = await world.live(waitFor("email.opened"));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  await captureMails(world.ctx);
  await settle(world.ctx);
  expect(await world.runs(journeyId)).toMatchObject([{ state: "waiting", nodeId: "wait" }]);
  const [sent] = await mails();
  const [pixel = ""] = addresses(sent?.html ?? "", "/o/");
  expect((await visit(pixel)).headers.get("content-type")).toBe("image/gif");
  await settle(world.ctx);
  expect(await world.runs(journeyId)).toMatchObject([
    { state: "completed", way: ["start:next", "mail:next", "wait:happened", "yes:end"] },
  ]);
  expect((await eventsOf(ann)).at(-1)).toMatchObject({
    type: "email.opened",
    data: { journey: { id: journeyId }, subject: "Hi ann@example.com", machine: false },
  });
});

test("a link leads where the author wrote and nowhere else, and is told as a click", async () => {
  const journeyId = await world.live(waitFor("email.clicked"));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  await captureMails(world.ctx);
  const [sent] = await mails();
  const links = addresses(sent?.html ?? "", "/c/");
  const answers = [];
  for (const link of links) answers.push(await visit(link));
  expect(answers.map(({ status, headers }) => [status, headers.get("location")])).toEqual([
    [302, "https://shop.example/sale?a=1&b=2"],
    [302, "https://shop.example/for?me=ann@example.com"],
  ]);
  const forged = new URL(links[0] ?? "");
  forged.searchParams.set("to", "https://evil.example/");
  expect((await visit(forged.href)).status).toBe(404);
  await settle(world.ctx);
  expect(await world.runs(journeyId)).toMatchObject([{ state: "completed" }]);
  expect((await eventsOf(ann)).filter(({ type }) => type === "email.clicked").map(({ data }) => data.url)).toEqual([
    "https://shop.example/sale?a=1&b=2",
    "https://shop.example/for?me=ann@example.com",
  ]);
});

test("an author who wants nothing tracked gets a mail as it was written", async () => {
  await world.live(line(always, mail({ trackOpens: false, trackClicks: false })));
  const ann = await world.subscribed("ann@example.com");
  await world.happens(ann, "signed_up");
  await settle(world.ctx);
  const [queued] = await mails();
  expect(queued?.html).toContain('href="https://shop.example/sale?a=1&amp;b=2"');
  expect(addresses(queued?.html ?? "", "/o/")).toEqual([]);
});
