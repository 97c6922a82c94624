import assert from 'node:assert/strict';
import { createGather } from '../../src/diagnose/gather.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import type { EntraDocument } from '../../src/model/evidence.ts';
import type { OnPremFragment, ReadRequest } from '../../src/model/relay-job.ts';
import type { TenantQuery } from '../../src/ports/tenant.ts';
import { company, documentOf, OLD_ANCHOR, type Company } from '../causes/company.ts';

/** Sources in memory that answer out of a company and note what they were asked. */
function sources(given: Company, offline = false): { readonly asked: string[]; readonly look: TenantQuery[]; readonly reads: ReadRequest[]; gather(name: string): ReturnType<ReturnType<typeof createGather>> } {
  const document = documentOf(given);
  const [asked, look, reads]: [string[], TenantQuery[], ReadRequest[]] = [[], [], []];
  const { users, groups, contacts, deletedUsers, ...facts } = document.entra ?? {};
  const gather = createGather({
    clock: { now: () => new Date('2026-11-21T09:10:00Z'), sleep: (_milliseconds, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())) },
    tenant: {
      async look(query) {
        look.push(query);
        asked.push('look');
        const entra: EntraDocument = { users, groups, contacts, deletedUsers };
        return { entra, unread: [] };
      },
      tenantFacts: async () => ({ entra: facts, unread: [] }),
    },
    relayLink: {
      async read(request): Promise<OnPremFragment> {
        reads.push(request);
        asked.push(request.reading);
        if (offline) return { unread: [{ what: 'relay', why: 'relay-offline', detail: 'No relay has called for 5 minutes.' }] };
        return request.reading === 'sync.servers' ? { syncServers: document.syncServers, unread: [] } : { forests: document.directory?.forests, unread: [] };
      },
    },
  });
  return { asked, look, reads, gather };
}

describe('gathering evidence', () => {
  it('asks AD, Entra and the sync servers in two rounds, and the whole gives the answer', async () => {
    const { asked, look, reads, gather } = sources(company());
    const document = await gather('jsmith');
    assert.equal(diagnose(document, CATALOGUE).verdict, 'synced');
    assert.deepEqual(asked.toSorted(), ['ad.subject', 'look', 'look', 'sync.servers']);
    assert.deepEqual(look[0]?.names, ['jsmith']);
    assert.deepEqual([look[1]?.anchors, look[1]?.upns, look[1]?.addresses], [['TpwcjSo/bkucfSobPE1ebw=='], ['jsmith@contoso.com'], ['jsmith@contoso.com', 'john.smith@contoso.com']]);
    assert.deepEqual(reads.find(({ reading }) => reading === 'sync.servers')?.params, { dns: ['CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com'], anchors: ['TpwcjSo/bkucfSobPE1ebw=='] });
  });
  it('looks up in AD every anchor that a cloud account carries, once', async () => {
    const given = company();
    given.user['onPremisesImmutableId'] = OLD_ANCHOR;
    const { reads, gather } = sources(given);
    await gather('jsmith');
    assert.deepEqual(reads.filter(({ reading }) => reading === 'ad.holders').map(({ params }) => params), [{ anchors: [OLD_ANCHOR], addresses: [], dns: [] }]);
  });
  it('asks for the holder that an export error names', async () => {
    const given = company();
    given.server['csObjects'] = [{ ConnectorType: 'Extensible2', ExportError: { ErrorExtraDetails: '[{"Key":"ObjectIdInConflict","Value":["holder-id"]}]' } }];
    const { look, gather } = sources(given);
    await gather('jsmith');
    assert.deepEqual(look[2]?.ids, ['holder-id']);
  });
  it('stops after the first round when it is not clear who is meant', async () => {
    const given = company();
    given.other.attributes['displayName'] = ['John Smith'];
    const { asked, gather } = sources(given);
    assert.equal(diagnose(await gather('John Smith'), CATALOGUE).verdict, 'ambiguous');
    assert.deepEqual(asked.toSorted(), ['ad.subject', 'look']);
  });
  it('names directory and sync servers as unread when no relay answers', async () => {
    const document = await sources(company(), true).gather('jsmith');
    assert.deepEqual(document.unread.map(({ what, why }) => `${what} ${why}`).filter((each) => !each.startsWith('relay ')).toSorted(), ['directory relay-offline', 'syncServers relay-offline']);
    assert.equal(diagnose(document, CATALOGUE).verdict, 'incomplete');
  });
});

describe('gathering evidence against the clock', () => {
  it('gives the rest in time when a source keeps silent, and says which', async () => {
    const document = documentOf(company());
    const { users, groups, contacts, deletedUsers, ...facts } = document.entra ?? {};
    let now = Date.parse('2026-11-21T09:10:00Z');
    const gather = createGather({
      clock: {
        now: () => new Date(now),
        sleep: async (milliseconds) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          now += milliseconds;
        },
      },
      tenant: { look: async () => ({ entra: { users, groups, contacts, deletedUsers }, unread: [] }), tenantFacts: async () => ({ entra: facts, unread: [] }) },
      relayLink: { read: (request) => (request.reading === 'sync.servers' ? new Promise<never>(() => undefined) : Promise.resolve({ forests: document.directory?.forests, unread: [] })) },
    });
    const gathered = await gather('jsmith');
    assert.deepEqual(gathered.unread.map(({ what, why }) => [what, why]), [['syncServers', 'timed-out']]);
    assert.equal(diagnose(gathered, CATALOGUE).verdict, 'incomplete');
  });
});
