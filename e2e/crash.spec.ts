import { listAudienceRequestsContract } from "@/lib/inbound/contract";
import { createApi, expect, owner, seedAudience, test, unique } from "./fixtures";
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
