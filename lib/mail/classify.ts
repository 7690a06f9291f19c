import type { MailFault, SendResult } from "./transport";

/** What nodemailer says of a failure: its own code, the command it had sent, and the server's answer when there was one. */
interface Failure {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
  message?: unknown;
}

const isFailure = (error: unknown): error is Failure => typeof error === "object" && error !== null;

/** Failures before any mail is talked about. */
const serverCodes = new Set([
  "EAUTH",
  "ENOAUTH",
  "EOAUTH2",
  "ECONNECTION",
  "EDNS",
  "ETLS",
  "ESOCKET",
  "ETIMEDOUT",
  "EPROTOCOL",
]);
/** Closing down, or wanting (another) sign-in (RFC 5321 §4.2.3, RFC 4954 §6). */
const serverReplies = new Set([421, 432, 454, 530, 534, 535, 538]);
/** Bad destination mailbox, system or syntax (RFC 3463 §3.2); 5.1.7 and 5.1.8 are about the sender. */
const noSuchAddress = /\b5\.1\.(?:1|2|3|6|10)\b/;
const unknownUser =
  /\b(?:user unknown|unknown user|no such (?:user|mailbox|recipient)|(?:user|mailbox|recipient) (?:does not|doesn't) exist)\b/i;

/** What a failed try means. @param handedOver whether the last byte of the message had left */
export function classify(error: unknown, handedOver: boolean): Extract<SendResult, { reason: string }> {
  const failure: Failure = isFailure(error) ? error : { message: error };
  const reply = typeof failure.responseCode === "number" ? failure.responseCode : null;
  const reason = reply === null ? explain(failure) : sentence(failure.message);
  const fault = faultOf(failure, reply);
  // A spoken answer is certain, whenever it came. A wrong password (535) is ours to mend, not the receiver's refusal.
  if (reply !== null) return { outcome: reply >= 550 && reply < 560 ? "refused" : "delayed", reason, fault };
  return { outcome: handedOver ? "unknown" : "delayed", reason, fault: handedOver ? "mail" : fault };
}

/** What went wrong on the way to the mail server, to somebody who looks after it. */
const explanations: [RegExp, string][] = [
  [/ECONNREFUSED/, "The mail server refused the connection: nothing listens there."],
  [/EDNS|ENOTFOUND|EAI_AGAIN/, "The mail server's name could not be found."],
  [/ETIMEDOUT|timeout/i, "The mail server did not answer in time."],
  [/ECONNRESET|closed unexpectedly|socket close/i, "The mail server closed the connection."],
  [/EHOSTUNREACH|ENETUNREACH/, "There is no way to the mail server from here."],
  [/ETLS|CERT|certificate|SSL/, "No secure connection to the mail server could be made."],
];

function explain({ code, message }: Failure): string {
  const text = `${String(code)} ${String(message)}`;
  return explanations.find(([pattern]) => pattern.test(text))?.[1] ?? sentence(message);
}

const sentence = (message: unknown): string => {
  const text = String(message).replace(/\s+/g, " ").trim().slice(0, 500);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
};

function faultOf({ code, command, response }: Failure, reply: number | null): MailFault {
  if (reply === null) return serverCodes.has(String(code)) ? "server" : "mail";
  // A sender that it does not let through now will not be let through for the next mail.
  if (serverReplies.has(reply) || command === "MAIL FROM" || code === "EAUTH") return "server";
  const answer = String(response ?? "");
  return reply >= 550 && (noSuchAddress.test(answer) || unknownUser.test(answer)) ? "address" : "mail";
}
