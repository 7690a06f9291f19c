export type Durability = "full" | "none";

const MIB = 1024 * 1024;

/**
 * The server's settings, given on its command line so that they always match the app that starts it.
 * @param memoryBytes what this process may use
 * @param durability "none" is for tests: a crash of the machine loses the folder
 */
export function settings(options: {
  port: number;
  memoryBytes: number;
  durability: Durability;
}): Record<string, string> {
  return {
    port: String(options.port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    // An app of ours opens up to sixty; some may run beside each other, and a killed one's last a while.
    max_connections: "200",
    shared_buffers: `${sharedBuffersMib(options.memoryBytes)}MB`,
    ...(options.durability === "full" ? durable : fleeting),
    // Whole pages go to the log after a checkpoint: rarer checkpoints are fewer of them.
    checkpoint_timeout: "15min",
    checkpoint_completion_target: "0.9",
    random_page_cost: "1.1",
    // Our statements are short; compiling them costs more than it saves.
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    log_checkpoints: "off",
  };
}

const durable = {
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  max_wal_size: "4GB",
  // A new piece of the log is not filled with zeros first: every commit would wait for it, and all that is written would be written twice.
  wal_init_zero: "off",
};
const fleeting = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "1GB" };

/** A quarter of the memory, within 64 MiB and 1 GiB. */
export function sharedBuffersMib(memoryBytes: number): number {
  return Math.min(1024, Math.max(64, Math.floor(memoryBytes / MIB / 4)));
}

/** Settings as arguments of `postgres`. */
export function settingArguments(values: Record<string, string>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
