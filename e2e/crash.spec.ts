import { countRecipientsContract, getCampaignContract, sendCampaignContract } from "@/lib/campaigns/contract";
import { pathOf } from "@/lib/http/client";
import { startImportContract, uploadImportContract } from "@/lib/imports/contract";
import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { listMailboxContract } from "@/lib/mailbox/contract";
import { workspaceWebhookContracts } from "@/lib/webhooks/contract";
import { createApi, expect, owner, seedAudience, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import { seedCampaign } from "./fixtures/campaign";
import { getContact } from "./fixtures/contacts";

test("kill -9: every address that was answered 200 is there after the restart, with its row in the request log", async ({
  launch,
  post,
}) => {
  // The app starts twice.
  test.slow();
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const audience = await seedAudience(api);
  const answered: string[] = [];
  let killed = false;

  // Senders that go on until the app is gone, so that it dies in the middle of their requests.
  async function keepPosting(): Promise<void> {
    while (!killed) {
      const email = `${unique("crash")}@example.com`;
      const reply = await post(audience.urls.addAndUpdate, { email }).catch(() => null);
      if (reply?.status === 200) answered.push(email);
    }
  }
  const senders = Array.from({ length: 8 }, keepPosting);
  await expect.poll(() => answered.length, { intervals: [20] }).toBeGreaterThan(60);
  await app.kill();
  killed = true;
  await Promise.all(senders);

  await app.start();
  const { items } = await api.call(listAudienceRequestsContract, { audienceId: audience.id, limit: 500 });
  const logged = new Set(items.filter((request) => request.status === 200).map((request) => request.email));
  expect(answered.filter((email) => !logged.has(email))).toEqual([]);
  const found = await Promise.all(answered.map((email) => getContact(api, audience.id, email)));
  expect(found.map((contact) => contact?.email)).toEqual(answered);
  expect(await post(audience.urls.addAndUpdate, { email: `${unique("after")}@example.com` })).toMatchObject({
    status: 200,
  });
});

test("kill -9 while events are relayed: after the restart every new address has its confirmation mail, and only one", async ({
  launch,
  post,
}) => {
  // The app starts twice.
  test.slow();
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const audience = await seedAudience(api, { doubleOptIn: true });
  const answered: string[] = [];
  let killed = false;
  async function keepPosting(): Promise<void> {
    while (!killed) {
      const email = `${unique("relay")}@example.com`;
      const reply = await post(audience.urls.addAndUpdate, { email }).catch(() => null);
      if (reply?.status === 200) answered.push(email);
    }
  }
  const confirmations = async (): Promise<string[]> => {
    const addresses: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await api.call(listMailboxContract, { limit: 500, cursor });
      addresses.push(...items.filter((mail) => mail.kind === "confirmation").map((mail) => mail.to));
      cursor = nextCursor ?? undefined;
    } while (cursor !== undefined);
    return addresses.sort();
  };
  const senders = Array.from({ length: 8 }, keepPosting);
  // The relay has begun and has more to do while posts go on.
  await expect.poll(async () => (await confirmations()).length, { intervals: [20] }).toBeGreaterThan(20);
  await app.kill();
  killed = true;
  await Promise.all(senders);

  await app.start();
  // A post whose answer was cut off may have been committed too: its mail is no mistake.
  await expect
    .poll(async () => {
      const got = new Set(await confirmations());
      return answered.filter((email) => !got.has(email));
    })
    .toEqual([]);
  const mails = await confirmations();
  expect(mails).toEqual([...new Set(mails)]);
});

test("kill -9 in the middle of a campaign: after the restart everybody has its mail, and only one", async ({
  launch,
}) => {
  // The app starts twice, and what it had claimed is left alone for a while.
  test.slow();
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const audience = await seedAudience(api);
  const addresses = Array.from({ length: 2_400 }, (_, index) => `reader-${index}@example.com`);
  const upload = await fetch(app.url + pathOf(uploadImportContract, "default", { audienceId: audience.id }), {
    method: "POST",
    headers: { authorization: `Bearer ${owner.apiKey}`, "content-type": "text/csv" },
    body: ["email", ...addresses].join("\n"),
  });
  const { id: importId, suggested } = uploadImportContract.answer.parse(await upload.json());
  await api.call(startImportContract, { audienceId: audience.id, importId, mapping: suggested, consent: true });
  const { id: campaignId } = await seedCampaign(api, audience.id, unique("Crash"));
  const captured = async () => (await api.call(getCampaignContract, { campaignId })).progress.states.captured ?? 0;
  await expect
    .poll(async () => (await api.call(countRecipientsContract, { campaignId })).active)
    .toBe(addresses.length);
  await api.call(sendCampaignContract, { campaignId });
  await expect.poll(captured, { intervals: [10] }).toBeGreaterThan(0);
  const killedAt = new Date().toISOString();
  await app.kill();

  await app.start();
  await expect
    .poll(async () => (await api.call(getCampaignContract, { campaignId })).status, { timeout: 60_000 })
    .toBe("sent");
  const { finishedAt, progress } = await api.call(getCampaignContract, { campaignId });
  expect(String(finishedAt) > killedAt, "it was killed before its end").toBe(true);
  expect(progress).toMatchObject({ total: addresses.length, states: { captured: addresses.length } });
  const mails = await campaignMails(api);
  expect(mails.sort()).toEqual(addresses.sort());
});

test("kill -9 while webhooks are delivered: after the restart every event has arrived under its own id, with its own bytes", async ({
  launch,
  post,
  receiver,
}) => {
  // The app starts twice, and what it was sending is left alone until its lease ends.
  test.slow();
  const app = await launch({});
  const api = createApi(app.url, owner.apiKey);
  const audience = await seedAudience(api);
  const target = await receiver();
  // So slow that some requests are always under way.
  target.answer = () => (response) => void setTimeout(() => response.end("ok"), 50);
  await api.call(workspaceWebhookContracts.create, { url: `${target.url}/in`, events: ["contact.created"] });
  const addresses = Array.from({ length: 300 }, (_, index) => `arrival-${index}@example.com`);
  for (const email of addresses) await post(audience.urls.addAndUpdate, { email });
  await target.received(20);
  await app.kill();
  expect(target.requests.length, "it was killed before its end").toBeLessThan(addresses.length);

  await app.start();
  const arrived = () => new Set(target.requests.map(({ body }) => String(JSON.parse(body).data.contact.email)));
  await expect.poll(() => arrived().size, { timeout: 60_000 }).toBe(addresses.length);
  const bodiesById = new Map<string, Set<string>>();
  for (const { headers, body } of target.requests) {
    const id = String(headers["webhook-id"]);
    bodiesById.set(id, (bodiesById.get(id) ?? new Set()).add(body));
  }
  expect(bodiesById.size, "an event has one id, however often it comes").toBe(addresses.length);
  expect([...bodiesById.values()].filter(({ size }) => size > 1)).toEqual([]);
});

async function campaignMails(api: Api): Promise<string[]> {
  const addresses: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await api.call(listMailboxContract, { limit: 500, cursor });
    addresses.push(...items.filter((mail) => mail.kind === "campaign").map((mail) => mail.to));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return addresses;
}
