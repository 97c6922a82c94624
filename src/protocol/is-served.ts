import { isAtOrBelow, sameDn } from '../model/distinguished-name.ts';
import type { PlanStep } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';
import type { RelayJob, Served } from '../model/relay-job.ts';

/** Whether a relay that serves this can do the job. One that does not say what it serves, and a reading, which asks for all that there is, fit always. */
export function isServed(job: RelayJob, serves: Served | undefined): boolean {
  if (serves === undefined) return true;
  const place = placeOf(job);
  if (place === null) return true;
  if (job.kind === 'list') return serves.domains.some((domain) => sameDn(domain, job.request.params.domain));
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
  if (job.kind === 'list') return { is: 'domain', dn: job.request.params.domain };
  // The seals of a plan may be judged anywhere.
  if (job.kind === 'read' || job.phase === 'admit') return null;
  const step = job.plan.steps.find(({ n }) => n === job.step);
  return step === undefined ? null : placeOfStep(step);
}

function placeOfStep(step: PlanStep): JobPlace | null {
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object':
      return { is: 'domain', dn: reach.objects[0].dn };
    case 'sync-server':
      return { is: 'sync-server', name: reach.server };
    case 'forest':
      return { is: 'domain', dn: dnOfDomain(reach.forest) };
    case 'entra':
    case 'people':
      return null;
  }
}

const dnOfDomain = (name: string): string => name.split('.').map((label) => `DC=${label}`).join(',');
