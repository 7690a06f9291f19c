import { updateWebhookContract } from "@/lib/inbound/contract";
import { createApi, expect, launchApp, owner, seedAudience, send, test, unique } from "./fixtures";
import type { Api } from "./fixtures/api";
import type { App } from "./fixtures/app";
import type { SeededAudience } from "./fixtures/audience";
import { getContact } from "./fixtures/contacts";

const origin = "https://shop.example.com";

/** Both mounts take the same requests and are held to the same answers. */
for (const door of ["server", "routes"] as const)
  test.describe(`the door answered by ${door === "server" ? "the server" : "Next's router"}`, () => {
    let app: App;
    let api: Api;
    let audience: SeededAudience;
    const pages = () => ({ thanks: `${app.url}/api/health?thanks`, sorry: `${app.url}/api/health?sorry` });
    const address = () => `${unique(door)}@example.com`;

    test.beforeAll(async () => {
      app = await launchApp({ door });
      api = createApi(app.url, owner.apiKey);
      audience = await seedAudience(api);
      await api.call(updateWebhookContract, {
        audienceId: audience.id,
        successRedirect: pages().thanks,
        errorRedirect: pages().sorry,
        allowedOrigins: [origin],
      });
    });
    test.afterAll(() => app.close());

    test("a good post is a 200 that says what happened, and the contact is there", async ({ post }) => {
      const email = address();
      const reply = await post(audience.urls.addAndUpdate, { email, firstName: "Jane" });
      expect(reply.status).toBe(200);
      expect(reply.json).toMatchObject({ success: true, outcome: "created", contact: { email, status: "subscribed" } });
      expect(await getContact(api, audience.id, email)).toMatchObject({ fields: { first_name: "Jane" } });
    });

    test("form data is taken like JSON", async ({ post }) => {
      const email = address();
      const type = "application/x-www-form-urlencoded";
      expect(await post(audience.urls.addAndUpdate, { email, first_name: "Jo" }, type)).toMatchObject({ status: 200 });
      expect(await getContact(api, audience.id, email)).toMatchObject({ fields: { first_name: "Jo" } });
    });

    test("a second post to the add-only URL is a 409 that changes nothing", async ({ post }) => {
      const email = address();
      expect(await post(audience.urls.addOnly, { email, firstName: "One" })).toMatchObject({ status: 200 });
      const again = await post(audience.urls.addOnly, { email, firstName: "Two" });
      expect(again.status).toBe(409);
      expect(again.json).toMatchObject({ success: false, outcome: "exists" });
      expect(await getContact(api, audience.id, email)).toMatchObject({ fields: { first_name: "One" } });
    });

    test("an unknown secret, an unknown mode and a longer path are a 404 in JSON", async ({ post }) => {
      const { addOnly } = audience.urls;
      for (const url of [addOnly.replace(/.\/1$/, "/1"), addOnly.replace(/1$/, "3"), `${addOnly}/more`]) {
        const reply = await post(url, { email: address() });
        expect(reply.status, url).toBe(404);
        expect(reply.json).toMatchObject({ success: false });
        expect(reply.json.message).toContain("doesn't exist");
      }
    });

    for (const method of ["GET", "PUT", "PATCH", "DELETE"])
      test(`${method} is a 405 that allows POST`, async () => {
        const reply = await send(audience.urls.addAndUpdate, { method });
        expect(reply.status).toBe(405);
        expect(reply.headers.get("allow")).toBe("POST");
        expect(reply.json).toEqual({ success: false, message: "Send a POST request to this URL." });
      });

    test("a body over one mebibyte is a 413", async ({ post }) => {
      const reply = await post(audience.urls.addAndUpdate, { email: address(), notes: "x".repeat(1024 * 1024) });
      expect(reply.status).toBe(413);
      expect(reply.json.message).toBe("The body is too large: at most 1 MiB are read.");
    });

    test("another content type is a 415 that says what to send", async ({ post }) => {
      const reply = await post(audience.urls.addAndUpdate, "email=jane@example.com", "text/csv");
      expect(reply.status).toBe(415);
      expect(reply.json.message).toContain("Send application/json");
    });

    test("malformed JSON is a 400 that names the position", async ({ post }) => {
      const reply = await post(audience.urls.addAndUpdate, '{"email": "a@example.com",}');
      expect(reply.status).toBe(400);
      expect(reply.json.message).toBe("The body is not valid JSON: it goes wrong at position 26.");
    });

    test("a preflight lets an allowed origin in and no other", async () => {
      const preflight = (from: string) =>
        send(audience.urls.addAndUpdate, {
          method: "OPTIONS",
          headers: { origin: from, "access-control-request-method": "POST" },
        });
      const allowed = await preflight(origin);
      expect(allowed.status).toBe(204);
      expect(allowed.headers.get("access-control-allow-origin")).toBe(origin);
      expect(allowed.headers.get("access-control-allow-methods")).toBe("POST");
      expect(allowed.headers.get("access-control-allow-headers")).toContain("content-type");
      const other = await preflight("https://elsewhere.example.com");
      expect(other.status).toBe(405);
      expect(other.headers.has("access-control-allow-origin")).toBe(false);
    });

    test("the answer to an allowed origin can be read by its scripts", async ({ post }) => {
      const reply = await post(audience.urls.addAndUpdate, { email: address() }, "application/json", { origin });
      expect(reply.headers.get("access-control-allow-origin")).toBe(origin);
    });

    test("a person who submits a form is sent on, also when the form is refused", async ({ visitor }) => {
      const page = await visitor({ javaScriptEnabled: false });
      const submit = async (email: string) => {
        await page.setContent(
          `<form action="${audience.urls.addAndUpdate}" method="post"><input name="email"><button>Sign up</button></form>`,
        );
        await page.getByRole("textbox").fill(email);
        await page.getByRole("button", { name: "Sign up" }).click();
      };
      await submit(address());
      await expect(page).toHaveURL(pages().thanks);
      await submit("nope");
      await expect(page).toHaveURL(({ href }) => href.startsWith(pages().sorry));
      expect(new URL(page.url()).searchParams.get("error")).toMatch(/email/i);
    });
  });
