import { z } from 'zod';
import type { ErrorObject } from '../model/error-list.ts';
import type { Incident, IncidentMember } from '../model/incident.ts';
import type { IncidentEvent } from '../model/incident-event.ts';
import { SEVERITIES } from '../model/sighting.ts';
import type { StoredPoll } from '../ports/incident-store.ts';
import { personId } from './stored-plan.ts';

const object = z.strictObject({ dn: z.string().optional(), anchor: z.string().optional(), entraId: z.string().optional(), name: z.string().optional(), ask: z.string().optional() }) satisfies z.ZodType<ErrorObject>;

const assigned = z.strictObject({ oid: personId, name: z.string() }).nullable() satisfies z.ZodType<Incident['assigned']>;

const incident = z.strictObject({
  incidentId: z.string(),
  code: z.string(),
  key: z.string(),
  cause: z.string().nullable(),
  area: z.string(),
  kind: z.enum(['export', 'synchronisation', 'write-back', 'import', 'quarantine', 'service', 'server', 'tenant', 'relay', 'identity', 'watching']),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  says: z.string(),
  state: z.enum(['suspected', 'open', 'resolved']),
  firstSeen: z.string(),
  lastSeen: z.string(),
  openedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  reopened: z.array(z.string()),
  flapping: z.boolean(),
  count: z.int(),
  most: z.int(),
  factor: z.string().nullable(),
  sample: z.array(object),
  sources: z.array(z.string()),
  assigned,
  version: z.int(),
}) satisfies z.ZodType<Incident>;

const member = z.strictObject({ incidentId: z.string(), subject: z.string(), object: object.nullable(), sources: z.array(z.string()), since: z.string(), polls: z.int() }) satisfies z.ZodType<IncidentMember>;

const event = z.strictObject({ at: z.string(), turn: z.enum(['opened', 'changed', 'resolved', 'reopened']), incident }) satisfies z.ZodType<Omit<IncidentEvent, 'seq'>>;

const poll = z.strictObject({
  n: z.int(),
  at: z.string(),
  read: z.array(z.string()),
  unread: z.array(z.strictObject({ what: z.string(), why: z.string(), detail: z.string().optional(), since: z.string() })),
  memory: z.record(z.string(), z.string()),
}) satisfies z.ZodType<StoredPoll>;

/** A row of the table of incidents; what does not fit is a bug or a damaged store, and throws. */
export const incidentOfRow = (row: { readonly incident: string; readonly version: number; readonly assigned: string }): Incident => ({ ...incident.parse(JSON.parse(row.incident)), version: row.version, assigned: assigned.parse(JSON.parse(row.assigned)) });
export const incidentMemberOfText = (text: string): IncidentMember => member.parse(JSON.parse(text));
export const incidentEventOfRow = (row: { readonly seq: number; readonly event: string }): IncidentEvent => ({ seq: row.seq, ...event.parse(JSON.parse(row.event)) });
export const pollOfText = (text: string): StoredPoll => poll.parse(JSON.parse(text));
