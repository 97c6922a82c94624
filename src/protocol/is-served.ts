import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { PlanStep } from '../model/plan.ts';
import type { RelayJob, Served } from '../model/relay-job.ts';

/** Whether a relay that serves this can do the job. One that does not say what it serves, and a reading, which asks for all that there is, fit always. */
export function isServed(job: RelayJob, serves: Served | undefined): boolean {
  if (serves === undefined) return true;
  const place = placeOf(job);
  if (place === null) return true;
  return place.is === 'domain' ? serves.domains.some((domain) => isAtOrBelow(place.dn, domain)) : serves.syncServers.some((name) => name.toLowerCase() === place.name.toLowerCase());
}

/** Where a job would be done, in words; empty when any relay can do it. */
export function whereOf(job: RelayJob): string {
  const place = placeOf(job);
  if (place === null) return '';
  return place.is === 'domain' ? `the domain of ${place.dn}` : `the sync server ${place.name}`;
}

type JobPlace = { readonly is: 'domain'; readonly dn: string } | { readonly is: 'sync-server'; readonly name: string };

function placeOf(job: RelayJob): JobPlace | null {
  // The seals of a plan may be judged anywhere.
  if (job.kind === 'read' || job.phase === 'admit') return null;
  const step = job.plan.steps.find(({ n }) => n === job.step);
  return step === undefined ? null : placeOfStep(step);
}

function placeOfStep({ params }: PlanStep): JobPlace | null {
  if ('object' in params) return { is: 'domain', dn: params.object.dn };
  return 'server' in params ? { is: 'sync-server', name: params.server } : null;
}
