import { sql, type Generated, type Kysely } from 'kysely';
import { relayAnswerOfText, relayJobOfText } from '../../boundary/relay-job-rows.ts';
import type { RelayAnswer, RelayJob } from '../../model/relay-job.ts';
import { MOST_WAITING, type Wanted } from '../../ports/job-desk.ts';
import { isServed } from '../../protocol/is-served.ts';

/** Jobs on their way. `waiting` → `taken` → `answered` or `lost`; whoever placed a job takes its row away. */
export interface DeskTables {
  readonly relay_jobs: {
    readonly n: Generated<number>;
    readonly job_id: string;
    readonly relay_group: string;
    readonly kind: RelayJob['kind'];
    readonly plan_id: string | null;
    readonly fence: number | null;
    readonly job: string;
    readonly state: string;
    readonly relay_id: string | null;
    readonly answer: string | null;
    readonly placed_at: Generated<string>;
    /** The bot that placed it renews this: a job of a bot that has died is never handed out. */
    readonly wanted_until: string;
    /** Parts of a long answer that have come, and of these those that have been read. */
    readonly parts_in: Generated<string>;
    readonly parts_out: Generated<string>;
  };
  readonly relay_job_parts: { readonly job_id: string; readonly n: number; readonly part: string };
}
export type DeskDatabase = Kysely<DeskTables>;

/** The bots of one database wake each other through this channel. */
export const CHANNEL = 'syncwhy_relay_jobs';
export type Call = 'placed' | 'moved' | 'part';

const WANTED = sql<string>`clock_timestamp() + interval '10 seconds'`;
export const NOW = sql<string>`clock_timestamp()`;
const FORGOTTEN = sql<string>`clock_timestamp() - interval '1 hour'`;

/** Counts and inserts under a lock, so that two bots together keep to the limit. False when too many wait. */
export function placeJob(database: DeskDatabase, group: string, job: RelayJob): Promise<boolean> {
  return database.transaction().execute(async (writing) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext(${`${CHANNEL} ${group} ${job.kind}`}))`.execute(writing);
    const run = job.kind === 'step' ? { plan_id: job.plan.planId, fence: job.fence } : { plan_id: null, fence: null };
    await writing.deleteFrom('relay_jobs').where('placed_at', '<', FORGOTTEN).execute();
    if (run.plan_id !== null) await writing.deleteFrom('relay_jobs').where('plan_id', '=', run.plan_id).where('fence', '<', run.fence).where('state', '=', 'waiting').execute();
    const waiting = await writing.selectFrom('relay_jobs').select('n').where('relay_group', '=', group).where('kind', '=', job.kind).where('state', '=', 'waiting').where('wanted_until', '>', NOW).limit(MOST_WAITING).execute();
    if (waiting.length >= MOST_WAITING) return false;
    await writing.insertInto('relay_jobs').values({ job_id: job.jobId, relay_group: group, kind: job.kind, ...run, job: JSON.stringify(job), state: 'waiting', relay_id: null, answer: null, wanted_until: WANTED }).execute();
    await call(writing, 'placed');
    return true;
  });
}

interface Lease extends Wanted {
  readonly relayId: string;
  readonly signal: AbortSignal;
}

/** Hands out the oldest jobs that wait and that the relay serves; two leases at once never get the same one. None when the caller has gone meanwhile. */
export function takeJobs(database: DeskDatabase, group: string, lease: Lease): Promise<readonly RelayJob[]> {
  return database.transaction().execute(async (writing) => {
    const waiting = writing.selectFrom('relay_jobs').select(['n', 'job']).where('relay_group', '=', group).where('kind', '=', lease.kind).where('state', '=', 'waiting').where('wanted_until', '>', NOW).orderBy('n');
    // Only what is taken may be locked, or another relay would pass over what this one leaves. A reading is served by all.
    const served = lease.serves === undefined || lease.kind === 'read' ? null : (await waiting.limit(MOST_WAITING).execute()).filter(({ job }) => isServed(relayJobOfText(job), lease.serves)).map(({ n }) => n);
    if (served?.length === 0) return [];
    const rows = await (served === null ? waiting : waiting.where('n', 'in', served))
      .limit(lease.free)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0 || lease.signal.aborted) return [];
    await writing.updateTable('relay_jobs').set({ state: 'taken', relay_id: lease.relayId }).where('n', 'in', rows.map(({ n }) => n)).execute();
    await call(writing, 'moved');
    return rows.map(({ job }) => relayJobOfText(job));
  });
}

export async function jobHeldBy(database: DeskDatabase, relayId: string, jobId: string): Promise<RelayJob | null> {
  const row = await database.selectFrom('relay_jobs').select('job').where('job_id', '=', jobId).where('relay_id', '=', relayId).where('state', '=', 'taken').executeTakeFirst();
  return row === undefined ? null : relayJobOfText(row.job);
}

/** False when the relay does not hold the job any more. */
export function answerJob(database: DeskDatabase, relayId: string, answer: RelayAnswer): Promise<boolean> {
  return database.transaction().execute(async (writing) => {
    const { numUpdatedRows } = await writing.updateTable('relay_jobs').set({ state: 'answered', answer: JSON.stringify(answer) }).where('job_id', '=', answer.jobId).where('relay_id', '=', relayId).where('state', '=', 'taken').executeTakeFirst();
    if (numUpdatedRows === 1n) await call(writing, 'moved');
    return numUpdatedRows === 1n;
  });
}

export async function loseJobsOf(database: DeskDatabase, relayId: string): Promise<void> {
  await database.transaction().execute(async (writing) => {
    const { numUpdatedRows } = await writing.updateTable('relay_jobs').set({ state: 'lost' }).where('relay_id', '=', relayId).where('state', '=', 'taken').executeTakeFirst();
    if (numUpdatedRows > 0n) await call(writing, 'moved');
  });
}

/** True when nobody has taken it and nobody will. */
export async function withdrawJob(database: DeskDatabase, jobId: string): Promise<boolean> {
  await database.deleteFrom('relay_jobs').where('job_id', '=', jobId).where('state', '=', 'waiting').execute();
  return (await database.selectFrom('relay_jobs').select('n').where('job_id', '=', jobId).executeTakeFirst()) === undefined;
}

export async function removeJob(database: DeskDatabase, jobId: string): Promise<void> {
  await database.deleteFrom('relay_jobs').where('job_id', '=', jobId).execute();
}

export interface JobState {
  readonly jobId: string;
  readonly state: string;
  readonly answer: RelayAnswer | null;
}

/** What became of these jobs; those that still wait, and lists that are still read, are wanted for longer. */
export async function lookAtJobs(database: DeskDatabase, jobIds: readonly string[]): Promise<readonly JobState[]> {
  await database.updateTable('relay_jobs').set({ wanted_until: WANTED }).where('job_id', 'in', jobIds).where((each) => each.or([each('state', '=', 'waiting'), each('kind', '=', 'list')])).execute();
  const rows = await database.selectFrom('relay_jobs').select(['job_id', 'state', 'answer']).where('job_id', 'in', jobIds).where('state', '<>', 'waiting').execute();
  return rows.map(({ job_id: jobId, state, answer }) => ({ jobId, state, answer: answer === null ? null : relayAnswerOfText(answer) }));
}

/** Heard by every bot when this transaction commits. */
export const call = (writing: DeskDatabase, what: Call) => sql`SELECT pg_notify(${CHANNEL}, ${what})`.execute(writing);
