/** A share in percent with one decimal below 10: "4.2 %", "38 %"; null where there is no whole. */
export function rateText(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const percent = (part / whole) * 100;
  // What is not all must not read as all.
  const shown = percent >= 99.5 && part < whole ? 99 : percent;
  const digits = shown > 0 && shown < 9.95 ? 1 : 0;
  return `${shown.toFixed(digits)} %`;
}
