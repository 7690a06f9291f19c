/** Which journey of which workspace (by slug) a screen shows. */
export interface JourneyScope {
  workspace: string;
  journeyId: string;
}

/** A screen of a journey; `canWrite` is false for viewers, who see everything and change nothing. */
export interface JourneyScreen extends JourneyScope {
  canWrite: boolean;
}
