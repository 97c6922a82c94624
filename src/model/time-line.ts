/** What happened to one object, newest first. */
export interface TimeLine {
  readonly name: string;
  readonly rows: readonly TimeLineRow[];
  /** What the rows cannot tell, and what to do about it. */
  readonly notes: readonly string[];
}

export interface TimeLineRow {
  /** ISO 8601 UTC. */
  readonly time: string;
  readonly where: 'Active Directory' | 'Security log' | 'Entra ID';
  /** One phrase: which attribute or activity. */
  readonly what: string;
  /** Who did it; null where the source keeps no name. */
  readonly by: string | null;
  /** Domain controller, value or result; may be empty. */
  readonly detail: string;
}
