import type { ReadRequest } from '../model/relay-job.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Tenant, TenantDetailQuery, TenantQuery } from '../ports/tenant.ts';
import type { Fragment } from './merge-evidence.ts';

export interface Sources {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly tenant: Pick<Tenant, 'look' | 'detail' | 'tenantFacts' | 'syncSignIns'>;
}

export type QuestionName = ReadRequest['reading'] | 'entra.look' | 'entra.detail' | 'entra.holders' | 'entra.facts' | 'entra.sync-sign-ins';

/** Something to ask of one source; `sections` count as not read when no answer comes in time. */
export interface Question {
  readonly name: QuestionName;
  readonly from: 'relay' | 'graph';
  readonly sections: readonly string[];
  ask(): Promise<Fragment>;
}

const CLOUD_OBJECTS = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.devices', 'entra.deletedUsers', 'entra.deletedGroups'];
const TENANT_FACTS = ['entra.organization', 'entra.domains', 'entra.subscribedSkus', 'entra.roleDefinitions', 'entra.servicePrincipals', 'entra.synchronizationJobs', 'entra.syncFeatures'];
const DETAILS = ['entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.groupMembers', 'entra.syncBehavior', 'entra.objectIdentifiers', 'entra.directoryAudits'];

const NO_QUERY: TenantQuery = { ids: [], anchors: [], upns: [], addresses: [], names: [] };

/** A reading by the relay. A relay that is silent about it altogether leaves its section unread, never empty. */
export function onPrem({ relayLink }: Sources, request: ReadRequest): Question {
  const section = request.reading === 'sync.servers' ? 'syncServers' : 'directory';
  return {
    name: request.reading,
    from: 'relay',
    sections: [section],
    async ask() {
      const fragment = await relayLink.read(request);
      const silent = (section === 'directory' ? fragment.forests : fragment.syncServers) === undefined && !fragment.unread.some(({ what }) => what.startsWith(section));
      const [reason] = fragment.unread;
      return silent ? { ...fragment, unread: [...fragment.unread, { what: section, why: reason?.why ?? 'failed', detail: reason?.detail ?? 'The relay gave no answer.' }] } : fragment;
    },
  };
}

export const look = ({ tenant }: Sources, query: Partial<TenantQuery>): Question => ({ name: 'entra.look', from: 'graph', sections: CLOUD_OBJECTS, ask: () => tenant.look({ ...NO_QUERY, ...query }) });

export const detail = ({ tenant }: Sources, about: TenantDetailQuery): Question => ({ name: 'entra.detail', from: 'graph', sections: DETAILS, ask: () => tenant.detail(about) });

/** Objects known by their id only: what they are and what hangs on them, asked at the same time. */
export const holders = ({ tenant }: Sources, ids: readonly string[]): Question => ({
  name: 'entra.holders',
  from: 'graph',
  sections: CLOUD_OBJECTS,
  async ask() {
    const [objects, details] = await Promise.all([tenant.look({ ...NO_QUERY, ids }), tenant.detail({ users: ids, deletedUsers: [] })]);
    return { entra: { ...details.entra, ...objects.entra }, unread: [...objects.unread, ...details.unread] };
  },
});

export const tenantFacts = ({ tenant }: Sources, readAt: (at: string) => void): Question => ({
  name: 'entra.facts',
  from: 'graph',
  sections: TENANT_FACTS,
  async ask() {
    const facts = await tenant.tenantFacts();
    readAt(facts.readAt);
    return facts;
  },
});

export const syncSignIns = ({ tenant }: Sources): Question => ({ name: 'entra.sync-sign-ins', from: 'graph', sections: ['entra.signIns'], ask: () => tenant.syncSignIns() });
