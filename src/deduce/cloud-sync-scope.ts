import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { SynchronizationJob, SynchronizationJobRule } from '../model/evidence.ts';
import type { Exhibits } from '../model/exhibits.ts';

/** What covers a DN in the jobs of Cloud Sync. */
export interface Covering {
  readonly job: string;
  readonly container: string;
}

export type CloudSyncScope =
  | { readonly is: 'covers'; readonly by: Covering }
  | { readonly is: 'none' }
  /** A job is at work, but which containers it reads is not given. */
  | { readonly is: 'unknown' };

/** Whether Cloud Sync provisions the object with this DN from AD. */
export function cloudSyncScope(dn: string, jobs: Exhibits['entra.synchronizationJobs']): CloudSyncScope {
  const working = Object.values(jobs).flat().filter(isWorking);
  const rules = working.flatMap((job) => rulesOf(job).map((rule) => ({ job: job.id ?? 'job', rule })));
  for (const { job, rule } of rules) {
    const container = rule.containerFilter?.includedContainers?.find((each) => isAtOrBelow(dn, each));
    if (container !== undefined) return { is: 'covers', by: { job, container } };
  }
  const vague = working.some((job) => rulesOf(job).length === 0) || rules.some(({ rule }) => (rule.containerFilter?.includedContainers ?? []).length === 0);
  return vague ? { is: 'unknown' } : { is: 'none' };
}

const PAUSED = /^(disabled|paused|stopped)$/i;

/** Jobs from AD to Entra that are not switched off; a template of another name is another service. */
const isWorking = (job: SynchronizationJob): boolean =>
  (job.templateId === undefined || job.templateId === null || /^AD2AADProvisioning/i.test(job.templateId)) && !PAUSED.test(job.schedule?.state ?? '') && !PAUSED.test(job.status?.code ?? '');

const rulesOf = (job: SynchronizationJob): readonly SynchronizationJobRule[] =>
  (job.schema?.synchronizationRules ?? []).filter((rule) => !/azure|entra/i.test(rule.sourceDirectoryName ?? ''));
