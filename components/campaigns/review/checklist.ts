import type { Issue } from "@/lib/errors";

/** The lines of the checklist, each with the properties it stands for. The first one is where "Fix" leads when nothing names another. */
const lines = {
  recipients: { title: "Recipients", paths: ["audienceId", "segmentId"] },
  subject: { title: "Subject", paths: ["subject", "previewText"] },
  sender: { title: "Sender", paths: ["fromName", "fromEmail", "replyTo"] },
  content: { title: "Content", paths: ["html"] },
} as const satisfies Record<string, { title: string; paths: readonly string[] }>;

export type ChecklistKey = keyof typeof lines;
const keys = Object.keys(lines) as ChecklistKey[];

export interface ChecklistLine {
  key: ChecklistKey;
  title: string;
  /** What is missing, in sentences; empty when it is ready. */
  problems: string[];
  /** The field to go to. */
  field: string;
}

/** Sorts what keeps a campaign from being sent under the lines of the checklist. */
export const checklist = (issues: readonly Issue[]): ChecklistLine[] =>
  keys.map((key) => {
    const { title, paths } = lines[key];
    const own = issues.filter(({ path }) => paths.some((each) => each === path));
    return { key, title, problems: own.map(({ message }) => message), field: own[0]?.path ?? paths[0] };
  });
