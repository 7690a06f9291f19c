import { ApiError } from "@/lib/http/client";
import type { Journey } from "@/lib/journeys/contract";
import type { Edit } from "@/lib/journeys/edit/blocks";
import { endStep, type History, record, redo, startHistory, throughout, undo } from "@/lib/journeys/edit/history";
import { adoptSecrets } from "@/lib/journeys/edit/secrets";
import type { Graph, GraphIssue } from "@/lib/journeys/graph/graph";

/** `failed`: the last try did not work. `conflict`: somebody else has saved meanwhile, so this draft can't be saved any more. */
export type SaveState = "saved" | "unsaved" | "saving" | "failed" | "conflict";

export interface DraftState {
  history: History;
  saving: SaveState;
  /** Why it was not saved, in the server's words. */
  problem: string | null;
  /** What keeps the saved draft from being published. */
  issues: readonly GraphIssue[];
}

type Saved = Pick<Journey, "graph" | "revision" | "issues">;

export interface DraftStore {
  state(): DraftState;
  subscribe(listener: () => void): () => void;
  /** Changes that name the same thing one after the other are one step for undo. */
  change(edit: Edit, about?: string): void;
  /** The next change is a step of its own. */
  endStep(): void;
  undo(): void;
  redo(): void;
  /** Saves now; resolves once nothing is left to be saved, or saving has failed. */
  flush(): Promise<SaveState>;
  /** Takes over what the server has, when it is newer and nothing here would be lost. */
  adopt(saved: Saved): void;
}

/**
 * A draft that is saved a moment after it was changed, one request after the other, so that a later change never loses against an
 * earlier one. Nothing of React or the browser in it.
 * @param save stores a graph that was made from a revision
 * @param pauseMs how long nothing must have changed
 */
export function createDraftStore(
  start: Saved,
  save: (graph: Graph, revision: number) => Promise<Saved>,
  pauseMs: number,
): DraftStore {
  let state: DraftState = {
    history: startHistory(start.graph),
    saving: "saved",
    problem: null,
    issues: start.issues,
  };
  let { revision, graph: stored } = start;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<SaveState> | null = null;
  const listeners = new Set<() => void>();

  function set(part: Partial<DraftState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }

  function move(history: History): void {
    if (history.present === state.history.present) {
      set({ history });
      return;
    }
    const saving = state.saving === "conflict" || state.saving === "saving" ? state.saving : "unsaved";
    set({ history, saving });
    clearTimeout(timer);
    if (saving !== "conflict") timer = setTimeout(() => void flush(), pauseMs);
  }

  async function saveAll(): Promise<SaveState> {
    while (state.history.present !== stored) {
      const sent = state.history.present;
      set({ saving: "saving" });
      try {
        const answer = await save(sent, revision);
        revision = answer.revision;
        const history = throughout(state.history, (graph) => adoptSecrets(graph, sent, answer.graph));
        // What was sent is what is stored, by another identity now that its secrets are masked.
        stored = state.history.present === sent ? history.present : sent;
        set({ history, issues: answer.issues, problem: null });
      } catch (error) {
        const conflict = error instanceof ApiError && error.code === "conflict";
        set({ saving: conflict ? "conflict" : "failed", problem: error instanceof Error ? error.message : null });
        return state.saving;
      }
    }
    set({ saving: "saved" });
    return "saved";
  }

  async function flush(): Promise<SaveState> {
    clearTimeout(timer);
    if (state.saving === "conflict") return "conflict";
    running ??= saveAll().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (edit, about) => move(record(state.history, edit, about)),
    endStep: () => set({ history: endStep(state.history) }),
    undo: () => move(undo(state.history)),
    redo: () => move(redo(state.history)),
    flush,
    adopt(saved) {
      if (saved.revision <= revision || state.saving !== "saved") return;
      ({ revision, graph: stored } = saved);
      set({ history: startHistory(saved.graph), issues: saved.issues });
    },
  };
}
