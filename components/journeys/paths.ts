import type { JourneyScope } from "./scope";

export const journeysPath = (workspace: string): string => `/${workspace}/journeys`;

export const journeyPath = ({ workspace, journeyId }: JourneyScope): string =>
  `${journeysPath(workspace)}/${journeyId}`;

export const versionsPath = (scope: JourneyScope): string => `${journeyPath(scope)}/versions`;
export const versionPath = (scope: JourneyScope, number: number): string => `${versionsPath(scope)}/${number}`;
export const runsPath = (scope: JourneyScope): string => `${journeyPath(scope)}/runs`;
/** The runs that stand in a block or ended there, or that have come to it or gone on from it. */
export const blockRunsPath = (
  scope: JourneyScope,
  block: string,
  who: { state: "open" | "failed" } | { at: "entered" | "done" },
): string => `${runsPath(scope)}?${new URLSearchParams({ block, ...who })}`;
/** The list with one run open. */
export const runPath = (scope: JourneyScope, runId: string): string => `${runsPath(scope)}?run=${runId}`;
export const journeySettingsPath = (scope: JourneyScope): string => `${journeyPath(scope)}/settings`;

/** The screens of a journey in the order of its tabs. */
export const journeyScreens = (scope: JourneyScope): { href: string; label: string }[] => [
  { href: journeyPath(scope), label: "Builder" },
  { href: runsPath(scope), label: "Runs" },
  { href: versionsPath(scope), label: "Versions" },
  { href: journeySettingsPath(scope), label: "Settings" },
];
