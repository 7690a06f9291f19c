/** `12 ms`, `1.2 s`. */
export const durationText = (ms: number): string =>
  ms < 1 ? "<1 ms" : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
