import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { refuseSignature } from "../inbound/signatures/verify";
import { signedHeaders } from "./sign";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const body = Buffer.from('{"email":"jané@example.com"}');
const base = { id: "dlv_01h455vb4pex5vsknk084sn02q", timestamp: new Date(), body, secrets: [secret], hex: false };
/** The package takes a raw secret that is text as Latin-1, so it gets the bytes. */
const verify = (key: string, headers: Record<string, string>, text = body.toString()) => {
  const webhook = key.startsWith("whsec_") ? new Webhook(key) : new Webhook(Buffer.from(key), { format: "raw" });
  return webhook.verify(text, headers);
};

test("the reference verifier accepts every request that we sign", () => {
  fc.assert(
    fc.property(fc.json(), fc.uint8Array({ minLength: 24, maxLength: 64 }), (text, bytes) => {
      const key = `whsec_${Buffer.from(bytes).toString("base64")}`;
      const headers = signedHeaders({ ...base, body: Buffer.from(text), secrets: [key] });
      expect(verify(key, headers, text)).toEqual(JSON.parse(text));
    }),
  );
});

test("a secret without whsec_ is its UTF-8 bytes", () => {
  const headers = signedHeaders({ ...base, secrets: ["geheimnis-ä-1"] });
  expect(verify("geheimnis-ä-1", headers)).toEqual(JSON.parse(body.toString()));
});

test("after a rotation both secrets verify, and another one does not", () => {
  const headers = signedHeaders({ ...base, secrets: ["the new secret", secret] });
  for (const key of ["the new secret", secret]) expect(() => verify(key, headers)).not.toThrow();
  expect(() => verify("a third secret", headers)).toThrow();
  expect(() => verify(secret, headers, `${body} `)).toThrow();
});

test("the timestamp is the attempt's, in whole seconds", () => {
  const headers = signedHeaders({ ...base, timestamp: new Date("2026-03-01T08:15:00.999Z") });
  expect(headers["webhook-timestamp"]).toBe("1772352900");
  expect(() => verify(secret, headers)).toThrow();
});

test("id and timestamp are there without a secret, and no signature", () => {
  expect(Object.keys(signedHeaders({ ...base, secrets: [], hex: true }))).toEqual(["webhook-id", "webhook-timestamp"]);
});

test("the plain header is the hex HMAC of the body, by the secret as it was typed", () => {
  const headers = signedHeaders({ ...base, secrets: [secret, "the one before"], hex: true });
  expect(headers["x-webhook-signature"]).toBe(createHmac("sha256", secret).update(body).digest("hex"));
});

test("our own inbound webhooks accept both", () => {
  const headers = signedHeaders({ ...base, hex: true });
  const signed = { header: (name: string) => headers[name], bytes: body, at: new Date() };
  const plain = { scheme: "hmac", header: "x-webhook-signature", encoding: "hex", prefix: "" } as const;
  expect(refuseSignature(plain, secret, signed)).toBeNull();
  expect(refuseSignature({ scheme: "standard", toleranceSeconds: 300 }, secret, signed)).toBeNull();
});

test("a GET's query string is signed as it stands in the URL", () => {
  const query = "data%5Bcontact%5D%5Bemail%5D=a%40b.co&x=1+2";
  const headers = signedHeaders({ ...base, body: Buffer.from(query) });
  const mac = createHmac("sha256", Buffer.alloc(32, 7)).update(`${base.id}.${headers["webhook-timestamp"]}.${query}`);
  expect(headers["webhook-signature"]).toBe(`v1,${mac.digest("base64")}`);
});

test("an id that would break the header or the signed text is a bug", () => {
  for (const id of ["", "a.b", "a b", "a\r\nx: 1", "ä"])
    expect(() => signedHeaders({ ...base, id })).toThrow(TypeError);
});
