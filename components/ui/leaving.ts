type Guard = (go: () => void) => void;

/** Whoever has unsaved work on the page; the last one asks. */
const guards: Guard[] = [];

/** Asks `guard` before the page is left, until the answer is called. */
export function guardLeaving(guard: Guard): () => void {
  guards.push(guard);
  return () => {
    guards.splice(guards.indexOf(guard), 1);
  };
}

/** Leaves the page for `href` by `go`, after asking where something is unsaved. For what is no link, which the guard sees by itself. */
export function leaveFor(href: string, go: () => void): void {
  const guard = guards.at(-1);
  if (guard === undefined || new URL(href, window.location.href).pathname === window.location.pathname) go();
  else guard(go);
}
