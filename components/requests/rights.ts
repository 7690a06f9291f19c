/** What somebody may do with a logged request. */
export interface RequestRights {
  canReplay: boolean;
  /** Whether they may change the mapping of its webhook. */
  canMap: boolean;
  canAddFields: boolean;
}
