import type { EntraDocument, EvidenceDocument, SyncServerDocument } from '../../src/model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams, ReadRequest } from '../../src/model/relay-job.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { TenantDetailQuery, TenantQuery } from '../../src/ports/tenant.ts';
import { documentOf, type Company } from '../causes/company.ts';
import type { Sources } from '../../src/diagnose/questions.ts';

export const ANCHOR = 'TpwcjSo/bkucfSobPE1ebw==';
export const HOLDER = '11111111-2222-4333-8444-555555555555';
/** A cloud group that is always there. */
export const STILL = '11111111-2222-4333-8444-666666666666';

interface Latency {
  readonly ad: number;
  readonly graph: number;
  readonly sync: number;
}

/** Sources in memory that answer out of a company, after a while where wished, and note what they were asked. */
export interface MemorySources {
  readonly asked: string[];
  readonly look: TenantQuery[];
  readonly detail: TenantDetailQuery[];
  readonly reads: ReadRequest[];
  readonly world: Sources & { readonly clock: Clock };
  answerServers(answer: (params: OnPremReadingParams['sync.servers']) => readonly SyncServerDocument[]): void;
  /** AD does not know the name; the object turns up only by its anchor. */
  hideFromSubject(): void;
}

const wait = (milliseconds: number): Promise<void> =>
  milliseconds === 0 ? Promise.resolve() : milliseconds === Number.POSITIVE_INFINITY ? new Promise(() => undefined) : new Promise((resolve) => setTimeout(resolve, milliseconds));

export function sources(given: Company, { offline = false, latency = { ad: 0, graph: 0, sync: 0 } }: { readonly offline?: boolean; readonly latency?: Latency } = {}): MemorySources {
  const document = documentOf(given);
  const notes = { asked: [] as string[], look: [] as TenantQuery[], detail: [] as TenantDetailQuery[], reads: [] as ReadRequest[] };
  let servers = (_params: OnPremReadingParams['sync.servers']): readonly SyncServerDocument[] => document.syncServers ?? [];
  let hidden = false;
  const read = async (request: ReadRequest): Promise<OnPremFragment> => {
    notes.reads.push(request);
    notes.asked.push(request.reading);
    await wait(request.reading === 'sync.servers' ? latency.sync : latency.ad);
    if (offline) return { unread: [{ what: 'relay', why: 'relay-offline', detail: 'No relay has called for 5 minutes.' }] };
    if (request.reading === 'sync.servers') return { syncServers: servers(request.params), unread: [] };
    return { forests: hidden && request.reading === 'ad.subject' ? [] : document.directory?.forests, unread: [] };
  };
  return {
    ...notes,
    world: { clock: testClock, relayLink: { read }, tenant: tenantOf(document, notes, latency) },
    answerServers: (answer) => void (servers = answer),
    hideFromSubject: () => void (hidden = true),
  };
}

function tenantOf(document: EvidenceDocument, notes: Pick<MemorySources, 'asked' | 'look' | 'detail'>, { graph }: Latency): Sources['tenant'] {
  const { users, groups = [], contacts, deletedUsers, ...facts } = document.entra ?? {};
  const objects: EntraDocument = { users, contacts, deletedUsers, groups: [...groups, { id: STILL, displayName: 'Sales Team' }] };
  const answer = async (name: string, entra: EntraDocument) => {
    notes.asked.push(name);
    await wait(graph);
    return { entra, unread: [] };
  };
  return {
    look(query) {
      notes.look.push(query);
      return answer('look', objects);
    },
    detail(about) {
      notes.detail.push(about);
      return answer('detail', { objectIdentifiers: {} });
    },
    tenantFacts: async () => ({ ...(await answer('facts', facts)), readAt: '2026-11-21T09:10:00.000Z' }),
    syncSignIns: () => answer('sign-ins', { signIns: [] }),
  };
}

/** Time as it stands; with fake timers it moves with them. */
const testClock: Clock = {
  now: () => new Date(Date.now()),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
