// Stands in for the pages' process: speaks its messages, and answers with what it was asked.
import { rmSync } from "node:fs";
import { createServer } from "node:http";

process.on("message", (message) => {
  if ("stop" in message) process.exit(0);
  const { address, engine } = message.open;
  if (engine === "broken") process.exit(3);
  rmSync(address, { force: true });
  createServer((request, response) => {
    if (request.url === "/wake") process.send({ wake: { name: "relay-events", shard: 3 } });
    if (request.url === "/die") process.exit(1);
    response.end(`${process.pid} ${request.url}`);
  }).listen(address, () => process.send({ ready: true }));
});
process.on("disconnect", () => process.exit(0));
