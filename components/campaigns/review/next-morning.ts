/** Nine o'clock on the next day: when most people look at their mail. */
export function nextMorning(now: Date): Date {
  const at = new Date(now);
  at.setDate(at.getDate() + 1);
  at.setHours(9, 0, 0, 0);
  return at;
}
