import { expect, test } from "vitest";
import { classify } from "./classify";

test.each([
  [
    { code: "ESOCKET", message: "connect ECONNREFUSED 127.0.0.1:25" },
    /refused the connection: nothing listens there\.$/,
  ],
  [{ code: "EDNS", message: "getaddrinfo ENOTFOUND mail.example.com" }, /name could not be found\.$/],
  [{ code: "ETIMEDOUT", message: "Greeting never received" }, /did not answer in time\.$/],
  [{ code: "ESOCKET", message: "self-signed certificate" }, /No secure connection/],
  [{ code: "EPROTOCOL", message: "Invalid greeting" }, /^Invalid greeting\.$/],
])("what went wrong on the way to the mail server is a sentence: %j", (error, words) => {
  expect(classify(error, false)).toMatchObject({
    outcome: "delayed",
    fault: "server",
    reason: expect.stringMatching(words),
  });
});

test("what the mail server said is told as it said it", () => {
  const error = { code: "EAUTH", responseCode: 535, message: "Invalid login: 535 5.7.8 Bad credentials" };
  expect(classify(error, false)).toMatchObject({
    fault: "server",
    reason: "Invalid login: 535 5.7.8 Bad credentials.",
  });
});
