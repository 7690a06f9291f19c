import type { Readable } from "node:stream";
import { createTransport } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Env } from "../env";
import { classify } from "./classify";

export interface OutgoingMail {
  id: string;
  fromName: string | null;
  /** Also where bounces go; null for the installation's own address. */
  fromAddress: string | null;
  replyTo: string | null;
  to: string;
  subject: string;
  html: string;
  text: string;
  /** In place of the marks of an automatic answer. Values come from code, never from people. */
  headers: Record<string, string> | null;
}

/**
 * `refused`: the receiving server said no for good. `delayed`: nothing was handed over, a later try is safe. `unknown`: the whole
 * message was handed over, but the answer never came.
 */
export type SendResult =
  | { outcome: "sent" }
  | { outcome: "refused" | "delayed" | "unknown"; reason: string; fault: MailFault };

/** What a failure is about: the address that does not exist, this one mail, or the mail server, which would take no other mail either. */
export type MailFault = "address" | "mail" | "server";

/** Mails for one person, or for many: each sort has connections of its own, so that neither waits for the other. */
export type MailSort = "single" | "bulk";

export interface MailTransport {
  /** Whoever sends more than `connectionsMax` of a sort at once has the rest wait, for longer than a lease may last. */
  send(mail: OutgoingMail, sort?: MailSort): Promise<SendResult>;
  close(): void;
}

/** For each sort of mail. */
export const connectionsMax = 5;
const connectTimeoutMs = 10_000;
const answerTimeoutMs = 30_000;

/** The SMTP server of the environment, or null without `SMTP_URL`: mail is then captured. Connects at the first mail. */
export function createMailTransport(env: Env): MailTransport | null {
  if (env.smtpUrl === undefined) return null;
  const handedOver = new WeakSet<object>();
  const pools = { single: openPool(env.smtpUrl, handedOver), bulk: openPool(env.smtpUrl, handedOver) };
  const sender = parseSender(env.mailFrom);
  const idHost = new URL(env.publicUrl).hostname;

  const compose = (mail: OutgoingMail): Readable =>
    new MailComposer({
      from: { name: mail.fromName ?? sender.name, address: mail.fromAddress ?? sender.address },
      ...(mail.replyTo === null ? {} : { replyTo: { name: "", address: mail.replyTo } }),
      // An object is never parsed as a list of addresses.
      to: { name: "", address: mail.to },
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      messageId: `<${mail.id}@${idHost}>`,
      headers: mail.headers ?? { "Auto-Submitted": "auto-generated" },
    })
      .compile()
      .createReadStream();

  async function send(mail: OutgoingMail, sort: MailSort = "single"): Promise<SendResult> {
    const message = compose(mail);
    try {
      await pools[sort].sendMail({ envelope: { from: mail.fromAddress ?? sender.address, to: mail.to }, raw: message });
      return { outcome: "sent" };
    } catch (error) {
      return classify(error, handedOver.has(message));
    }
  }
  return {
    send,
    close: () => {
      for (const pool of Object.values(pools)) pool.close();
    },
  };
}

/** @param handedOver collects the messages that the server has read whole: those of the `raw` streams that were sent */
function openPool(url: string, handedOver: WeakSet<object>) {
  const smtp = createTransport({
    url,
    pool: true,
    maxConnections: connectionsMax,
    // Its own second try would not know whether the first one arrived.
    maxRequeues: 0,
    connectionTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: answerTimeoutMs,
  });
  // The last stage before the connection is read only after the server has asked for the message; what stands before it reads ahead.
  smtp.use("stream", ({ data, message }, done) => {
    const { raw } = data;
    message.processFunc((last) =>
      last.once("end", () => {
        if (typeof raw === "object") handedOver.add(raw);
      }),
    );
    done();
  });
  return smtp;
}

/** `Name <address>` or a bare address. */
function parseSender(from: string): { name: string; address: string } {
  const match = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(from);
  return { name: match?.[1] || "Tidegate", address: match?.[2] ?? from.trim() };
}
