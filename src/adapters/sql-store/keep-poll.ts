import { incidentOfRow } from '../../boundary/stored-incident.ts';
import { showsTheSame, type Incident, type IncidentMember } from '../../model/incident.ts';
import type { PollOutcome } from '../../ports/incident-store.ts';
import type { AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { columnText } from './column-text.ts';
import { foundInBatches, inBatches } from './in-batches.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Writing } from './tables.ts';
import { forgetNoticesOf, wantNotices } from './want-notices.ts';

/** So many turns are kept for those who read them. */
const MOST_EVENTS = 10_000;

/** Everything that follows from a look, when it is the next one after the last that was kept. */
export async function keepPoll(database: Database, outcome: PollOutcome, audit: AuditEvent | null): Promise<boolean> {
  return inTransaction(database, async (writing) => {
    const { poll } = outcome;
    const { numUpdatedRows } = await writing.updateTable('incident_polls').set({ n: poll.n, poll: JSON.stringify(poll) }).where('name', '=', 'last').where('n', '=', poll.n - 1).executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await forget(writing, outcome.forgotten);
    await inBatches(outcome.incidents, (some) => keepIncidents(writing, some));
    await leave(writing, outcome.left);
    await inBatches(outcome.members, (some) => keepMembers(writing, some));
    await addEvents(writing, outcome.events);
    await wantNotices(writing, outcome.notices);
    if (audit !== null) await addAudit(writing, audit);
    return true;
  });
}

async function forget(writing: Writing, forgotten: readonly string[]): Promise<void> {
  await forgetNoticesOf(writing, forgotten);
  await inBatches(forgotten, async (some) => {
    await writing.deleteFrom('incident_members').where('incident_id', 'in', some).execute();
    await writing.deleteFrom('incidents').where('incident_id', 'in', some).execute();
  });
}

/** To whom an incident is assigned is no matter of a look; it may have changed since the look began, and the version with it. */
async function keepIncidents(writing: Writing, given: readonly Incident[]): Promise<void> {
  const ids = given.map(({ incidentId }) => incidentId);
  const rows = await foundInBatches(ids, (some) => writing.selectFrom('incidents').select(['incident', 'version', 'assigned']).where('incident_id', 'in', some).execute());
  const kept = new Map(rows.map(incidentOfRow).map((incident) => [incident.incidentId, incident]));
  await writing
    .insertInto('incidents')
    .values(given.map((incident) => rowOf(incident, kept.get(incident.incidentId))))
    .onConflict((known) => known.column('incident_id').doUpdateSet(({ ref }) => ({ version: ref('excluded.version'), incident: ref('excluded.incident') })))
    .execute();
}

const rowOf = (incident: Incident, kept: Incident | undefined) => ({
  incident_id: incident.incidentId,
  code: columnText(incident.code),
  key: columnText(incident.key),
  version: kept === undefined ? incident.version : showsTheSame(incident, kept) ? kept.version : Math.max(incident.version, kept.version + 1),
  assigned: JSON.stringify(kept === undefined ? incident.assigned : kept.assigned),
  incident: JSON.stringify(incident),
});

async function keepMembers(writing: Writing, members: readonly IncidentMember[]): Promise<void> {
  await writing
    .insertInto('incident_members')
    .values(members.map((member) => ({ incident_id: member.incidentId, subject: columnText(member.subject), member: JSON.stringify(member) })))
    .onConflict((known) => known.columns(['incident_id', 'subject']).doUpdateSet(({ ref }) => ({ member: ref('excluded.member') })))
    .execute();
}

async function leave(writing: Writing, left: PollOutcome['left']): Promise<void> {
  const subjectsOf = new Map<string, string[]>();
  for (const { incidentId, subject } of left) {
    const subjects = subjectsOf.get(incidentId);
    if (subjects === undefined) subjectsOf.set(incidentId, [columnText(subject)]);
    else subjects.push(columnText(subject));
  }
  for (const [incidentId, subjects] of subjectsOf) await inBatches(subjects, (some) => writing.deleteFrom('incident_members').where('incident_id', '=', incidentId).where('subject', 'in', some).execute());
}

/** Only one look at a time is kept, so that the numbers have no gaps. */
async function addEvents(writing: Writing, events: PollOutcome['events']): Promise<void> {
  if (events.length === 0) return;
  const newest = await writing.selectFrom('incident_events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const before = newest?.seq ?? 0;
  const rows = events.map((event, at) => ({ seq: before + at + 1, event: JSON.stringify(event) }));
  await inBatches(rows, (some) => writing.insertInto('incident_events').values(some).execute());
  await writing.deleteFrom('incident_events').where('seq', '<=', before + events.length - MOST_EVENTS).execute();
}
