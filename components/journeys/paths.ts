import type { JourneyScope } from "./scope";

export const journeysPath = (workspace: string): string => `/${workspace}/journeys`;

export const journeyPath = ({ workspace, journeyId }: JourneyScope): string =>
  `${journeysPath(workspace)}/${journeyId}`;

export const versionsPath = (scope: JourneyScope): string => `${journeyPath(scope)}/versions`;
export const versionPath = (scope: JourneyScope, number: number): string => `${versionsPath(scope)}/${number}`;
export const journeySettingsPath = (scope: JourneyScope): string => `${journeyPath(scope)}/settings`;

/** The screens of a journey in the order of its tabs. */
export const journeyScreens = (scope: JourneyScope): { href: string; label: string }[] => [
  { href: journeyPath(scope), label: "Builder" },
  { href: versionsPath(scope), label: "Versions" },
  { href: journeySettingsPath(scope), label: "Settings" },
];
