// A load generator of its own process: keep-alive connections that each send the next request when the last is answered.
// Speaks just enough HTTP/1.1 to stay cheap, because it shares the machine with what it measures.
// In: one JSON line on stdin (see runLoad in load.ts). Out: one JSON line with counts and latencies in milliseconds.
import net from "node:net";

const plan = JSON.parse(await new Promise((resolve) => process.stdin.once("data", (data) => resolve(data.toString()))));
const latencies = new Float64Array(plan.requestsMax);
const statuses = {};
let sent = 0;
let answered = 0;
let broken = 0;
let newSent = 0;
const endAt = performance.now() + plan.durationMs;

const head = (length) =>
  `${plan.method} ${plan.path} HTTP/1.1\r\nhost: ${plan.host}:${plan.port}\r\n` +
  (plan.method === "GET" ? "\r\n" : `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`);

function nextRequest() {
  const turn = sent++;
  if (plan.method === "GET") return head(0);
  const isNew = turn % 2 === 0 || plan.existing === 0;
  const number = isNew ? newSent++ : Math.floor(Math.random() * plan.existing);
  const email = isNew ? `${plan.run}-${number}@example.com` : `${plan.existingPrefix}-${number}@example.com`;
  const body = `{"email":"${email}","firstName":"Jane${turn}","lastName":"Doe"}`;
  return head(body.length) + body;
}

function connection() {
  return new Promise((resolve) => {
    let startedAt = 0;
    let text = "";
    // Into memory of its own: as a stream it would cost half as much again.
    const onread = {
      buffer: Buffer.allocUnsafe(16_384),
      callback: (size, buffer) => {
        received(buffer.latin1Slice(0, size));
        return true;
      },
    };
    const socket = net.connect({ port: plan.port, host: plan.host, noDelay: true, onread });
    const send = () => {
      if (sent >= plan.requestsMax || performance.now() >= endAt) {
        socket.destroy();
        resolve();
        return;
      }
      startedAt = performance.now();
      socket.write(nextRequest(), "latin1");
    };
    const received = (chunk) => {
      text = text === "" ? chunk : text + chunk;
      const headEnd = text.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = /content-length: (\d+)/i.exec(text);
      const complete = length ? text.length >= headEnd + 4 + Number(length[1]) : text.endsWith("0\r\n\r\n");
      if (!complete) return;
      latencies[answered++] = performance.now() - startedAt;
      const status = text.slice(9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      text = "";
      send();
    };
    socket.on("connect", send);
    socket.on("error", () => {
      broken++;
      resolve();
    });
    socket.on("close", resolve);
  });
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: plan.connections }, connection));
const seconds = (performance.now() - startedAt) / 1000;
const sorted = latencies.subarray(0, answered).sort();
const at = (share) => sorted[Math.min(answered - 1, Math.floor(answered * share))] ?? 0;
console.log(
  JSON.stringify({
    seconds,
    answered,
    broken,
    newSent,
    statuses,
    perSecond: answered / seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
  }),
);
