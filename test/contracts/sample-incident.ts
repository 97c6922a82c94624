import type { ChannelNotice } from '../../src/model/channel-notice.ts';
import type { Incident, IncidentMember } from '../../src/model/incident.ts';
import type { Subscription } from '../../src/model/subscription.ts';
import type { PollOutcome } from '../../src/ports/incident-store.ts';
import { MADE, personId, TENANT } from './sample-plan.ts';

export const sampleIncident = (n: number, change: Partial<Incident> = {}): Incident => ({
  incidentId: `incident-${n}`, code: `I-000${n}`, key: `cause-${n}`, cause: 'upn-suffix-not-verified', area: 'duplicates', kind: 'export', severity: 'medium', title: 'The suffix is not verified', says: 'Entra replaced the sign-in name.',
  state: 'open', firstSeen: MADE, lastSeen: MADE, openedAt: MADE, resolvedAt: null, reopened: [], flapping: false, count: 1, most: 1, factor: 'all in OU=Sales', sample: [{ dn: `CN=P${n},OU=Sales,DC=contoso,DC=com`, name: `P${n}` }],
  sources: ['SYNC01'], assigned: null, version: 1,
  ...change,
});

export const sampleMember = (n: number, of: number, change: Partial<IncidentMember> = {}): IncidentMember => ({
  incidentId: `incident-${of}`, subject: `cn=p${String(n).padStart(6, '0')},ou=sales,dc=contoso,dc=com`, object: { dn: `CN=P${String(n).padStart(6, '0')},OU=Sales,DC=contoso,DC=com` }, sources: ['SYNC01'], since: MADE, polls: 2,
  ...change,
});

export const samplePoll = (n: number, change: Partial<Omit<PollOutcome, 'poll'>> = {}): PollOutcome => ({
  poll: { n, at: MADE, read: ['SYNC01'], unread: [{ what: 'Entra ID', why: 'throttled', detail: 'too many requests', since: MADE }, { what: 'SYNC02', why: 'relay-offline', since: MADE }], memory: { users: `link-${n}` } },
  incidents: [], forgotten: [], members: [], left: [], events: [], notices: [],
  ...change,
});

export const sampleSubscription = (n: number, change: Partial<Subscription> = {}): Subscription => ({
  subscriptionId: `subscription-${n}`, tenantId: TENANT, place: { conversationId: `19:ops${n}@thread.tacv2`, threadId: '', kind: 'channel' }, by: { oid: personId(1), name: 'Ana Ruiz' }, since: MADE,
  filter: { causes: ['a'], areas: ['duplicates'], below: ['OU=Sales,DC=contoso,DC=com'], least: 'medium' }, quiet: { from: '22:00', to: '06:00', days: [1, 2], timeZone: 'Europe/Berlin' }, digest: { every: 'week', at: '08:00', day: 1, timeZone: 'Europe/Berlin', instead: true },
  lastDigest: null, onCall: { is: 'tag', id: 'tag-1', name: 'On call' }, blockedSince: null, version: 1,
  mutes: [{ of: { is: 'cause', cause: 'a' }, until: MADE, by: 'Ana' }, { of: { is: 'incident', incidentId: 'incident-1', code: 'I-0001' }, until: MADE, by: 'Ana' }, { of: { is: 'object', name: 'x' }, until: MADE, by: 'Ana' }, { of: { is: 'everything' }, until: MADE, by: 'Ana' }],
  ...change,
});

export const sampleNotice = (n: number, change: Partial<ChannelNotice> = {}): ChannelNotice => ({
  noticeId: `notice-${n}`, subscriptionId: 'subscription-1', place: { conversationId: '19:ops1@thread.tacv2', threadId: '', kind: 'channel' }, topic: { is: 'incident', incidentId: 'incident-1' }, order: n, wanted: 1, shown: 0,
  activityId: null, state: 'waiting', attempts: 0, notBefore: MADE, version: 1,
  ...change,
});
