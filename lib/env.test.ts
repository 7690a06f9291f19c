import { expect, test } from "vitest";
import { parseEnv } from "./env";

test("nothing needs to be set", () => {
  expect(parseEnv({})).toMatchObject({
    port: 3000,
    host: "127.0.0.1",
    publicUrl: "http://localhost:3000",
    dataDir: ".data",
    role: "all",
    owner: undefined,
    production: true,
  });
});

test("a blank value is none, and PUBLIC_URL follows the port", () => {
  expect(parseEnv({ PORT: "3100", PUBLIC_URL: " ", SMTP_URL: "" })).toMatchObject({
    publicUrl: "http://localhost:3100",
    smtpUrl: undefined,
  });
});

test("a public address loses its slashes at the end", () => {
  expect(parseEnv({ PUBLIC_URL: "https://hooks.example.com//" }).publicUrl).toBe("https://hooks.example.com");
});

test.each([
  [{ PORT: "many" }, "PORT must be a port number."],
  [{ PUBLIC_URL: "hooks.example.com" }, "PUBLIC_URL must look like https://tidegate.example.com."],
  [{ DATABASE_URL: "mysql://x", TIDEGATE_SECRET: "x".repeat(24) }, /^DATABASE_URL must look like postgres:/],
  [{ DATABASE_URL: "postgres://a:b@c/d" }, /^TIDEGATE_SECRET is required with DATABASE_URL/],
  [{ TIDEGATE_SECRET: "short" }, "TIDEGATE_SECRET must be at least 24 characters long."],
  [{ TIDEGATE_ROLE: "boss" }, "TIDEGATE_ROLE must be all, web or worker."],
  [{ TIDEGATE_OWNER_EMAIL: "a@example.com" }, "TIDEGATE_OWNER_EMAIL and TIDEGATE_OWNER_PASSWORD go together."],
  [{ TIDEGATE_API_KEY: "k".repeat(24) }, /^TIDEGATE_API_KEY needs TIDEGATE_OWNER_EMAIL/],
  [{ TIDEGATE_ALLOW_PRIVATE_CIDRS: "127.0.0.0/8, 10.0.0.0/99" }, /^TIDEGATE_ALLOW_PRIVATE_CIDRS holds 10.0.0.0\/99,/],
  [{ INNGEST_DEV: "yes" }, "INNGEST_DEV must look like 1 or http://127.0.0.1:8288."],
  [{ INNGEST_BASE_URL: "http://inngest:8288" }, /^INNGEST_BASE_URL needs INNGEST_EVENT_KEY/],
  [{ INNGEST_EVENT_KEY: "key" }, "INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY go together."],
  [{ SMTP_URL: "mail.example.com" }, /^SMTP_URL must look like smtps:/],
  [{ MAIL_FROM: "Tidegate <hooks>" }, "MAIL_FROM must look like Tidegate <hooks@example.com>."],
])("%j stops the start with one line that names the variable", (raw, message) => {
  expect(() => parseEnv(raw)).toThrow(message);
});

const keys = { INNGEST_EVENT_KEY: "event", INNGEST_SIGNING_KEY: "signkey-prod-00" };
test.each([
  [{}, undefined],
  [{ INNGEST_DEV: "0" }, undefined],
  [{ INNGEST_DEV: "1" }, { url: "http://127.0.0.1:8288", development: true }],
  [{ INNGEST_DEV: "http://127.0.0.1:9000" }, { url: "http://127.0.0.1:9000", development: true }],
  [keys, { url: undefined, eventKey: "event", development: false }],
  [
    { ...keys, INNGEST_BASE_URL: "http://inngest:8288" },
    { url: "http://inngest:8288", development: false },
  ],
])("%j names where background functions run", (raw, expected) => {
  const { inngest } = parseEnv(raw);
  if (expected === undefined) expect(inngest).toBeUndefined();
  else expect(inngest).toMatchObject(expected);
});
