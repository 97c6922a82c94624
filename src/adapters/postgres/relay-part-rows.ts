import { sql } from 'kysely';
import { MOST_PARTS, type PartTaken } from '../../ports/job-desk.ts';
import { call, NOW, type DeskDatabase } from './relay-job-rows.ts';

interface Part {
  readonly relayId: string;
  readonly jobId: string;
  readonly n: number;
  readonly text: string;
}

/** Puts the part into its place, if it is the next one and there is room; `full` otherwise. A bot that asked and has died reads no more, and its job is unknown then. */
export function putPart(database: DeskDatabase, { relayId, jobId, n, text }: Part): Promise<PartTaken> {
  return database.transaction().execute(async (writing) => {
    // The row is locked, so that two bots put no two parts into one place.
    const job = await writing.selectFrom('relay_jobs').select(['parts_in', 'parts_out']).where('job_id', '=', jobId).where('relay_id', '=', relayId).where('state', '=', 'taken').where('wanted_until', '>', NOW).forUpdate().executeTakeFirst();
    if (job === undefined) return 'unknown-job';
    const [came, read] = [Number(job.parts_in), Number(job.parts_out)];
    if (n <= came) return 'accepted';
    if (n > came + MOST_PARTS) return 'out-of-order';
    if (n > came + 1 || came - read >= MOST_PARTS) return 'full';
    await writing.insertInto('relay_job_parts').values({ job_id: jobId, n, part: text }).execute();
    await writing.updateTable('relay_jobs').set({ parts_in: String(n) }).where('job_id', '=', jobId).execute();
    await call(writing, 'part');
    return 'accepted';
  });
}

/** Takes the next part away; `none` when there is none yet, null when none will come. */
export function takePart(database: DeskDatabase, jobId: string): Promise<{ readonly text: string } | 'none' | null> {
  return database.transaction().execute(async (writing) => {
    const { rows: [part] } = await sql<{ readonly part: string }>`
      DELETE FROM relay_job_parts WHERE job_id = ${jobId} AND n = (SELECT min(n) FROM relay_job_parts WHERE job_id = ${jobId}) RETURNING part`.execute(writing);
    if (part === undefined) {
      const job = await writing.selectFrom('relay_jobs').select('state').where('job_id', '=', jobId).executeTakeFirst();
      return job?.state === 'waiting' || job?.state === 'taken' ? 'none' : null;
    }
    await writing.updateTable('relay_jobs').set({ parts_out: sql<string>`parts_out + 1` }).where('job_id', '=', jobId).execute();
    await call(writing, 'part');
    return { text: part.part };
  });
}
