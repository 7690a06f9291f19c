/**
 * 0 ≤ x < 1 for each visit of a run, always the same: a run that is walked again goes the same way. A hash of no secrets, because every
 * visit asks for one. @param runId bare or prefixed
 */
export function chanceOf(runId: string): (visit: number) => number {
  const seed = fnv1a(runId);
  return (visit) => stirred(seed ^ stirred(visit)) / 2 ** 32;
}

/** http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** As MurmurHash3 ends: every bit of the answer depends on every bit of the number. */
function stirred(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
