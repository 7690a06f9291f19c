import { expect, test } from "vitest";
import { settingArguments, settings, sharedBuffersMib } from "./settings";

const GIB = 1024 ** 3;

test("shared buffers are a quarter of the memory, within bounds", () => {
  expect(sharedBuffersMib(2 * GIB)).toBe(512);
  expect(sharedBuffersMib(64 * GIB)).toBe(1024);
  expect(sharedBuffersMib(GIB / 8)).toBe(64);
});

test("a real database is durable and listens on loopback only", () => {
  expect(settings({ port: 5433, memoryBytes: GIB, durability: "full" })).toMatchObject({
    port: "5433",
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
  });
});

test("only a test's database gives durability up", () => {
  expect(settings({ port: 5433, memoryBytes: GIB, durability: "none" })).toMatchObject({ fsync: "off" });
});

test("settings become arguments of the server", () => {
  expect(settingArguments({ port: "1", jit: "off" })).toEqual(["-c", "port=1", "-c", "jit=off"]);
});
