import type { Graph } from "../graph/graph";
import type { Edit } from "./blocks";

/** How far back somebody can go. */
const stepsMax = 100;

/** A draft with what it was before. */
export interface History {
  past: readonly Graph[];
  present: Graph;
  future: readonly Graph[];
  /** What the last change was about: more of the same is one step. Null when the next change is a step of its own. */
  about: string | null;
}

export const startHistory = (present: Graph): History => ({ past: [], present, future: [], about: null });

/** Records a change. Changes that name the same thing one after the other are taken back together, as typing into a field is. */
export function record(history: History, edit: Edit, about: string | null = null): History {
  const next = edit(history.present);
  if (next === history.present) return history;
  const goesOn = about !== null && about === history.about && history.past.length > 0;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-stepsMax);
  return { past, present: next, future: [], about };
}

/** The next change is a step of its own, whatever it is about. */
export const endStep = (history: History): History => (history.about === null ? history : { ...history, about: null });

export function undo({ past, present, future }: History): History {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, about: null };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], about: null };
}

export function redo({ past, present, future }: History): History {
  const [after, ...rest] = future;
  if (after === undefined) return { past, present, future, about: null };
  return { past: [...past, present], present: after, future: rest, about: null };
}

/** The same change to what is, was and will be: what must not come back by undoing. */
export const throughout = ({ past, present, future, about }: History, edit: Edit): History => ({
  past: past.map(edit),
  present: edit(present),
  future: future.map(edit),
  about,
});
