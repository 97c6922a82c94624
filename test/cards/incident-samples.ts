import { digestReply } from '../../src/cards/digest.ts';
import { incidentReply, type IncidentRefs } from '../../src/cards/incident.ts';
import { stormReply } from '../../src/cards/storm.ts';
import type { Incident } from '../../src/model/incident.ts';
import { isPersonId } from '../../src/model/ids.ts';
import type { CardReply } from '../../src/model/reply.ts';

const ANA = 'a0a0a0a0-0001-4f6e-8d5c-4b3a29180701';
const AT = '2026-11-21T14:02:11.123Z';
const REFS: IncidentRefs = { diagnose: 'r-1', fix: 'r-2', hour: 'r-3', day: 'r-4', week: 'r-5', assign: 'r-6' };
const EVIL = '[click](https://evil.test) **bold** ${title} \u202Etxt';

const open: Incident = {
  incidentId: 'i', code: 'I-7K2Q', key: 'k', cause: 'upn-suffix-not-verified', area: 'data', kind: 'export', severity: 'medium', state: 'open', flapping: false,
  title: 'The sign-in name ends in a domain that is not verified', says: 'Entra ID gives onmicrosoft.com names in their place.',
  firstSeen: '2026-11-21T09:11:00.000Z', lastSeen: '2026-11-21T14:01:00.000Z', openedAt: '2026-11-21T09:16:00.000Z', resolvedAt: null, reopened: [], count: 12, most: 12, factor: 'all in OU=Sales',
  sample: ['Jane Smith', 'Maria Lopez', 'Hugo *B*', 'Ann, Jr', 'Zoë'].map((name) => ({ dn: `CN=${name.replace(',', '\\,')},OU=Sales,DC=contoso,DC=com`, name })), sources: ['SYNC01', 'Entra ID'], assigned: null, version: 1,
};
const server: Incident = { ...open, code: 'I-9ABC', cause: 'scheduler-off', kind: 'server', severity: 'high', title: 'The scheduler is switched off', says: 'Nothing synchronises until it is on.', count: 0, most: 0, factor: null, sample: [], sources: ['SYNC01'] };
const resolved: Incident = { ...open, state: 'resolved', resolvedAt: '2026-11-21T13:36:00.000Z', count: 0, version: 4 };
const assigned = isPersonId(ANA) ? { oid: ANA, name: 'Ana Ruiz' } : null;
const shown = (incident: Incident, isNamed = true): CardReply => incidentReply({ incident, isNamed, fixAbout: isNamed ? 'Jane Smith' : incident.title, refs: REFS });
const many = Array.from({ length: 40 }, (_, n): Incident => ({ ...open, code: `I-${1000 + n}`, title: `Error *${n}*`, severity: n % 10 === 0 ? 'high' : 'low', count: n, most: n }));
const span = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-21T08:00:00.000Z', at: AT } as const;

/** Incidents in every state, storms and digests. */
export const INCIDENT_SAMPLES: Readonly<Record<string, CardReply>> = {
  'incident-open': shown(open),
  'incident-one': shown({ ...open, count: 1, most: 1, sample: open.sample.slice(0, 1), factor: null, assigned }),
  'incident-high': incidentReply({ incident: server, isNamed: true, fixAbout: '', refs: { ...REFS, diagnose: '', fix: '' } }),
  'incident-restless': shown({ ...open, flapping: true, reopened: ['2026-11-21T10:00:00.000Z', '2026-11-21T12:00:00.000Z'] }),
  'incident-resolved': shown({ ...resolved, assigned }),
  'incident-nameless': shown({ ...open, assigned }, false),
  'incident-hostile': shown({ ...open, title: EVIL, says: EVIL, factor: EVIL, sample: [{ name: EVIL }], sources: [EVIL] }),
  'storm-open': stormReply({ incidents: [server, open, resolved, ...many], isNamed: true }),
  'storm-over': stormReply({ incidents: [resolved, { ...resolved, code: 'I-0002' }], isNamed: false }),
  'digest-busy': digestReply({ ...span, every: 'day', fresh: [server, ...many.slice(0, 20)], older: [open], resolved: [resolved], unread: ['Entra ID'], isNamed: true }),
  'digest-well': digestReply({ ...span, every: 'week', fresh: [], older: [], resolved: [], unread: [], isNamed: false }),
  'digest-blind': digestReply({ ...span, every: 'day', fresh: [], older: [], resolved: [], unread: ['SYNC01'], isNamed: true }),
};
