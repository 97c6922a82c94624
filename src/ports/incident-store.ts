import type { ChannelNotice } from '../model/channel-notice.ts';
import type { Incident, IncidentMember } from '../model/incident.ts';
import type { IncidentEvent } from '../model/incident-event.ts';
import type { AuditEvent } from './audit-event.ts';

/** The last look, whoever of the bots had it. `memory` is what the watcher keeps for the next one, e.g. delta links: it is handed back as it was. */
export interface StoredPoll {
  readonly n: number;
  readonly at: string;
  readonly read: readonly string[];
  readonly unread: readonly { readonly what: string; readonly why: string; readonly detail?: string | undefined; readonly since: string }[];
  readonly memory: Readonly<Record<string, string>>;
}

/** What follows from one poll: it is kept whole or not at all. */
export interface PollOutcome {
  /** `poll.n` is one more than that of the poll it was worked out against. */
  readonly poll: StoredPoll;
  /**
   * New or changed ones, each as it is now; never more than one of a key beside those that are forgotten. To whom one is assigned stays as it is kept.
   * The version of one that is known is settled when it is kept: the given one, and higher where it looks different and was assigned meanwhile; what a card does not show never raises it.
   */
  readonly incidents: readonly Incident[];
  /** Ids of incidents that are forgotten with all that hangs on them, also the notices about them alone: resolved long ago, or suspected and not seen again. Their events stay. */
  readonly forgotten: readonly string[];
  /** New or changed ones. */
  readonly members: readonly IncidentMember[];
  readonly left: readonly Pick<IncidentMember, 'incidentId' | 'subject'>[];
  readonly events: readonly Omit<IncidentEvent, 'seq'>[];
  /**
   * Messages that are wanted now; one with a known id takes the place of what was wanted before unless its message has moved on meanwhile: then only `wanted` rises, and one that was `shown`
   * waits again, not before the time given. One that is `sending` keeps its version. What is meant for a subscription that is gone is left out.
   */
  readonly notices: readonly ChannelNotice[];
}

/** Incidents and their objects. Every change is one transaction, durable before it resolves. */
export interface IncidentStore {
  /** To be read before everything else that a look is worked out against: what another bot keeps in between is then noticed. */
  lastPoll(): Promise<StoredPoll | null>;
  /** False when somebody else has kept a poll since, and then nothing is kept. */
  keepPoll(outcome: PollOutcome, audit: AuditEvent | null): Promise<boolean>;
  /** All that are not forgotten. */
  incidents(): Promise<readonly Incident[]>;
  incident(incidentId: string): Promise<Incident | null>;
  incidentByCode(code: string): Promise<Incident | null>;
  /** Of one incident, or of all. */
  incidentMembers(incidentId: string | null): Promise<readonly IncidentMember[]>;
  /** Compare-and-set on the version; null when somebody else was faster. */
  assignIncident(incident: Incident, assigned: Incident['assigned'], audit: AuditEvent): Promise<Incident | null>;
  /** In their order; the newest ten thousand are kept. */
  incidentEvents(after: number, limit: number): Promise<readonly IncidentEvent[]>;
  /** The newest ones, newest first. */
  newestIncidentEvents(limit: number): Promise<readonly IncidentEvent[]>;
}
