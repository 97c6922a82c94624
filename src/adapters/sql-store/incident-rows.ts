import { incidentEventOfRow, incidentMemberOfText, incidentOfRow, pollOfText } from '../../boundary/stored-incident.ts';
import type { Incident, IncidentMember } from '../../model/incident.ts';
import type { IncidentEvent } from '../../model/incident-event.ts';
import type { StoredPoll } from '../../ports/incident-store.ts';
import type { AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database, Writing } from './tables.ts';

export async function lastPoll(database: Database): Promise<StoredPoll | null> {
  const row = await database.selectFrom('incident_polls').select('poll').where('name', '=', 'last').where('n', '>', 0).executeTakeFirst();
  return row === undefined ? null : pollOfText(row.poll);
}

export async function incidents(database: Database): Promise<readonly Incident[]> {
  return (await selected(database).orderBy('incident_id').execute()).map(incidentOfRow);
}

export async function incidentById(database: Database, incidentId: string): Promise<Incident | null> {
  const row = await selected(database).where('incident_id', '=', incidentId).executeTakeFirst();
  return row === undefined ? null : incidentOfRow(row);
}

export async function incidentByCode(database: Database, code: string): Promise<Incident | null> {
  const row = await selected(database).where('code', '=', code).executeTakeFirst();
  return row === undefined ? null : incidentOfRow(row);
}

/** In the order of incidents and subjects, compared octet by octet. */
export async function incidentMembers(database: Database, incidentId: string | null): Promise<readonly IncidentMember[]> {
  const all = database.selectFrom('incident_members').select('member');
  const rows = await (incidentId === null ? all : all.where('incident_id', '=', incidentId)).orderBy('incident_id').orderBy('subject').execute();
  return rows.map(({ member }) => incidentMemberOfText(member));
}

/** Waits for a poll that is being kept: whether an incident looks different than before is then judged against one that stands still. */
export async function assignIncident(database: Database, incident: Incident, { assigned, audit }: { readonly assigned: Incident['assigned']; readonly audit: AuditEvent }): Promise<Incident | null> {
  return inTransaction(database, async (writing) => {
    await holdPolls(writing);
    const { numUpdatedRows } = await writing
      .updateTable('incidents')
      .set({ assigned: JSON.stringify(assigned), version: incident.version + 1 })
      .where('incident_id', '=', incident.incidentId)
      .where('version', '=', incident.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return null;
    const moved = incidentOfRow(await selected(writing).where('incident_id', '=', incident.incidentId).executeTakeFirstOrThrow());
    await addAudit(writing, audit);
    return moved;
  });
}

export async function incidentEvents(database: Database, after: number, limit: number): Promise<readonly IncidentEvent[]> {
  return (await database.selectFrom('incident_events').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()).map(incidentEventOfRow);
}

export async function newestIncidentEvents(database: Database, limit: number): Promise<readonly IncidentEvent[]> {
  return (await database.selectFrom('incident_events').selectAll().orderBy('seq', 'desc').limit(limit).execute()).map(incidentEventOfRow);
}

const selected = (database: Database | Writing) => database.selectFrom('incidents').select(['incident', 'version', 'assigned']);

async function holdPolls(writing: Writing): Promise<void> {
  await writing.updateTable('incident_polls').set(({ ref }) => ({ n: ref('n') })).where('name', '=', 'last').execute();
}
