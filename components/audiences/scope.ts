/** Which audience of which workspace (by slug) a screen shows. */
export interface AudienceScope {
  workspace: string;
  audienceId: string;
}

/** A screen of an audience; `canWrite` is false for viewers, who see everything and change nothing. */
export interface AudienceScreen extends AudienceScope {
  canWrite: boolean;
}
