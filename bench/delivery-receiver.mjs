// Receivers of webhooks in a process of their own, just enough of HTTP/1.1 to stay cheap, because it shares the machine with what it
// measures. Listens on every loopback address, so that 127.0.1.1, 127.0.1.2, … are endpoints of their own.
// IPC in: {ask: "report"} or {ask: "forget"}. IPC out: {port}, then {log} with [webhook-id, mark, time in ms since the epoch] a request.
import net from "node:net";

const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
/** An endpoint that takes requests and never answers. */
const hanging = "/hang";
let log = [];

const server = net.createServer((socket) => {
  socket.setNoDelay(true);
  socket.on("error", () => {});
  let text = "";
  socket.on("data", (chunk) => {
    const at = performance.timeOrigin + performance.now();
    text += chunk.toString("latin1");
    for (;;) {
      const headEnd = text.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const head = text.slice(0, headEnd);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (text.length < headEnd + 4 + length) return;
      const body = text.slice(headEnd + 4, headEnd + 4 + length);
      text = text.slice(headEnd + 4 + length);
      if (head.startsWith(`POST ${hanging} `)) continue;
      log.push([/\r\nwebhook-id: *(\S+)/i.exec(head)?.[1] ?? "", Number(/mark-(\d+)@/.exec(body)?.[1] ?? -1), at]);
      socket.write(answer);
    }
  });
});
server.listen(0, "0.0.0.0", () => process.send({ port: server.address().port }));

process.on("message", ({ ask }) => {
  if (ask === "report") process.send({ log });
  log = [];
});
process.on("disconnect", () => process.exit());
