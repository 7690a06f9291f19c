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

function takeRandom(): number {
  if (used + bytesPerId > poolBytes) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += bytesPerId;
  return used - bytesPerId;
}

/** A new UUIDv7 in its 36-character form; within a process every one sorts after the one before. */
export function newUuid(): string {
  const at = takeRandom();
  const byte = (index: number) => pool[at + index] ?? 0;
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    // Starts in the lower half, so that a millisecond has room for thousands.
    counter = ((byte(0) << 8) | byte(1)) & 0x7ff;
  } else if (++counter > 0xfff) {
    // A full millisecond borrows from the next one.
    lastMs++;
    counter = 0;
  }
  const high = Math.floor(lastMs / 0x10000);
  return (
    high.toString(16).padStart(8, "0") +
    "-" +
    (lastMs % 0x10000).toString(16).padStart(4, "0") +
    "-7" +
    counter.toString(16).padStart(3, "0") +
    "-" +
    hex[(byte(2) & 0x3f) | 0x80] +
    hex[byte(3)] +
    "-" +
    hex[byte(4)] +
    hex[byte(5)] +
    hex[byte(6)] +
    hex[byte(7)] +
    hex[byte(8)] +
    hex[byte(9)]
  );
}
