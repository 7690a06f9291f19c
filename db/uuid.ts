/**
 * UUIDv7 (RFC 9562 §5.7 with a monotonic counter, §6.2 method 1): 48 bits of milliseconds, 12 bits of counter, 62 random bits.
 * Ours, because a request makes about seven and a general library asks the operating system for random bytes each time.
 */
const bytesPerId = 10;
const poolBytes = 1_000 * bytesPerId;
const pool = new Uint8Array(poolBytes);
let used = poolBytes;
let lastMs = 0;
let counter = 0;

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const counters = Array.from({ length: 0x1000 }, (_, count) => count.toString(16).padStart(3, "0"));

/** The millisecond that ids are made for, and how they begin. */
let prefix = "";

function startMs(ms: number): void {
  lastMs = ms;
  const digits = ms.toString(16).padStart(12, "0");
  prefix = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
}

startMs(0);

/** A new UUIDv7 in its 36-character form; within a process every one sorts after the one before. */
export function newUuid(): string {
  if (used + bytesPerId > poolBytes) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const at = used;
  used += bytesPerId;
  const now = Date.now();
  if (now > lastMs) {
    startMs(now);
    // Starts in the lower half, so that a millisecond has room for thousands.
    counter = (((pool[at] ?? 0) << 8) | (pool[at + 1] ?? 0)) & 0x7ff;
  } else if (++counter > 0xfff) {
    // A full millisecond borrows from the next one.
    startMs(lastMs + 1);
    counter = 0;
  }
  const variant = hex[((pool[at + 2] ?? 0) & 0x3f) | 0x80];
  return `${prefix}${counters[counter]}-${variant}${random(at + 3)}-${random(at + 4)}${random(at + 5)}${random(at + 6)}${random(at + 7)}${random(at + 8)}${random(at + 9)}`;
}

const random = (index: number) => hex[pool[index] ?? 0];
