/** RFC 1321 of a text's UTF-8 bytes, as lower-case hex: for Gravatar and the like, never for secrets. Browser-safe, as templates are. */
export function md5(text: string): string {
  const words = wordsOf(new TextEncoder().encode(text));
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]);
  for (let at = 0; at < words.length; at += 16) addBlock(state, words.subarray(at, at + 16));
  return Array.from(new Uint8Array(state.buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The message with its padding and length, in little-endian words. */
function wordsOf(message: Uint8Array): Uint32Array {
  const padded = new Uint8Array((((message.length + 8) >> 6) + 1) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n, true);
  return Uint32Array.from({ length: padded.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

const turns = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;
const sines = Uint32Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));

/** What each of the four rounds mixes, and in which order it reads the block. */
const rounds: { mix(b: number, c: number, d: number): number; word(step: number): number }[] = [
  { mix: (b, c, d) => (b & c) | (~b & d), word: (step) => step },
  { mix: (b, c, d) => (d & b) | (~d & c), word: (step) => 5 * step + 1 },
  { mix: (b, c, d) => b ^ c ^ d, word: (step) => 3 * step + 5 },
  { mix: (b, c, d) => c ^ (b | ~d), word: (step) => 7 * step },
];

function addBlock(state: Uint32Array, block: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (const [round, { mix, word }] of rounds.entries())
    for (let step = 0; step < 16; step++) {
      const sum = a + mix(b, c, d) + (sines[round * 16 + step] ?? 0) + (block[word(step) % 16] ?? 0);
      const turn = turns[round]?.[step % 4] ?? 0;
      [a, d, c, b] = [d, c, b, b + ((sum << turn) | (sum >>> (32 - turn)))];
    }
  for (const [index, value] of [a, b, c, d].entries()) state[index] = (state[index] ?? 0) + value;
}
