import type { Incident } from './incident.ts';

/** A turn of an incident, for those who live elsewhere: the feed and the outgoing webhooks read them in order. */
export interface IncidentEvent {
  /** Rises by one with each; without gaps for who reads in order. */
  readonly seq: number;
  readonly at: string;
  readonly turn: 'opened' | 'changed' | 'resolved' | 'reopened';
  /** As it stood after the turn. */
  readonly incident: Incident;
}
