import { createServer, type Socket } from "node:net";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body as they came over the wire, without dot-stuffing. */
  data: string;
}

/**
 * What the receiver does with a message: accepts it, refuses the recipient, the message or the sender, asks for patience, hangs up
 * before the message or after its last byte, or never answers.
 */
export type SmtpBehaviour =
  | "accept"
  | "refuse"
  | "refuse_message"
  | "refuse_sender"
  | "delay"
  | "hang_up_at_data"
  | "hang_up_after_data"
  | "hang";

export interface SmtpReceiver {
  url: string;
  received: ReceivedMail[];
  /** May be changed while it runs. */
  behaviour: SmtpBehaviour;
  /** What it does for some recipients instead. */
  behaviourFor: Map<string, SmtpBehaviour>;
  close(): Promise<void>;
}

/** A real SMTP server on a free loopback port, just enough of RFC 5321 for a client that pipelines nothing. */
export async function startSmtpReceiver(): Promise<SmtpReceiver> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    converse(socket, receiver);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const receiver: SmtpReceiver = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    behaviour: "accept",
    behaviourFor: new Map(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return receiver;
}

function converse(socket: Socket, receiver: SmtpReceiver): void {
  let mail: ReceivedMail = { from: "", to: [], data: "" };
  let readingData = false;
  const behaviour = (to = mail.to[0] ?? "") => receiver.behaviourFor.get(to) ?? receiver.behaviour;
  let buffer = "";
  const say = (line: string) => socket.write(`${line}\r\n`);

  function command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    if (verb === "EHLO") say("250 receiver");
    else if (verb === "MAIL" && receiver.behaviour === "refuse_sender") say("553 5.7.1 this sender is not yours");
    else if (verb === "MAIL") {
      mail = { from: address, to: [], data: "" };
      say("250 ok");
    } else if (verb === "RCPT" && behaviour(address) === "refuse") say("550 5.1.1 no such mailbox");
    else if (verb === "RCPT" && behaviour(address) === "delay") say("451 4.7.1 try again later");
    else if (verb === "RCPT" && behaviour(address) === "hang") return;
    else if (verb === "RCPT") {
      mail.to.push(address);
      say("250 ok");
    } else if (verb === "DATA" && behaviour() === "hang_up_at_data") socket.end();
    else if (verb === "DATA") {
      readingData = true;
      say("354 go on");
    } else if (verb === "QUIT") socket.end("221 bye\r\n");
    else say("250 ok");
  }

  function endOfData(data: string): unknown {
    readingData = false;
    mail.data = data.replace(/^\.\./gm, ".");
    if (behaviour() === "refuse_message") return say("550 5.7.1 we do not want this");
    receiver.received.push(mail);
    if (behaviour() === "hang_up_after_data") socket.end();
    else say("250 queued");
  }

  say("220 receiver");
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8");
    for (;;) {
      const mark = readingData ? "\r\n.\r\n" : "\r\n";
      const end = buffer.indexOf(mark);
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + mark.length);
      if (readingData) endOfData(part);
      else command(part);
    }
  });
}
