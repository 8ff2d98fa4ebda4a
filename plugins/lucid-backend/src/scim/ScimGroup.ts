/**
 * One SCIM `Group` of Lucid, understood: an org group or a team. Text is
 * well-formed Unicode without NUL, trimmed, and never empty.
 */
export interface ScimGroup {
  id: string;
  /** Its display name, or the id where there is none. */
  name: string;
  /** Ids of users and of subgroups, each once. */
  memberIds: string[];
}
