import assert from 'node:assert/strict';
import { createProvisioningErrorReader } from '../../../src/adapters/graph/provisioning-errors.ts';
import type { GraphClient } from '../../../src/adapters/graph/graph-client.ts';
import type { EntraDocument } from '../../../src/model/evidence.ts';
import { startGraphLab, TEST_CLOCK, type GraphLab } from './graph-lab.ts';

const CONFLICT = { category: 'PropertyConflict', occurredDateTime: '2026-11-20T08:00:00Z', propertyCausingError: 'UserPrincipalName', value: 'a@contoso.com' };
const REFUSED = { createdDateTime: '2026-11-20T08:00:00Z', isResolved: false, serviceInstance: 'exchange/x', errorDetail: '<ErrorDescription>no</ErrorDescription>' };

const idsOf = (entra: EntraDocument): unknown => [entra.users, entra.groups, entra.contacts].map((list) => list?.map(({ id }) => id));

describe('Provisioning errors of the whole tenant through Graph', () => {
  let lab: GraphLab;
  let expected: unknown;
  before(async () => {
    lab = await startGraphLab();
    const set = lab.state.newUser({ userPrincipalName: 'a0001@contoso.onmicrosoft.com', onPremisesSyncEnabled: true, onPremisesProvisioningErrors: [CONFLICT] });
    const refused = lab.state.newUser({ userPrincipalName: 'b@contoso.com', onPremisesSyncEnabled: true });
    Object.assign(refused, { serviceProvisioningErrors: [REFUSED] });
    Object.assign(lab.state.newUser({ userPrincipalName: 'c@contoso.com', onPremisesSyncEnabled: true }), { serviceProvisioningErrors: [{ ...REFUSED, isResolved: true }] });
    Object.assign(lab.state.newUser({ userPrincipalName: 'cloud.only@contoso.com' }), { serviceProvisioningErrors: [REFUSED] });
    const group = lab.state.newGroup({ displayName: 'Sales', onPremisesSyncEnabled: true, onPremisesProvisioningErrors: [{ ...CONFLICT, propertyCausingError: 'ProxyAddress' }] });
    const contact = lab.addContact({ displayName: 'Partner', onPremisesSyncEnabled: true, onPremisesProvisioningErrors: [CONFLICT] });
    expected = [[set.id, refused.id], [group.id], [contact.id]];
  });
  after(() => lab.close());
  afterEach(() => lab.graph.faults.clear());

  /** The reader's client, and the addresses that it was asked for. */
  const counting = (given: Parameters<GraphLab['client']>[0] = {}): { readonly client: GraphClient; readonly asked: string[] } => {
    const asked: string[] = [];
    const client = lab.client(given);
    return { asked, client: { ...client, list: (address, ...rest) => { asked.push(decodeURIComponent(address)); return client.list(address, ...rest); } } };
  };

  it('finds quarantined values and what a service refuses, of synchronised objects only', async () => {
    const { entra, unread } = await lab.tenant.provisioningErrors();
    assert.deepEqual([idsOf(entra), unread], [expected, []]);
  });

  it('looks at everything once a day and otherwise believes the filters', async () => {
    let now = new Date('2026-11-21T09:00:00Z');
    const { client, asked } = counting();
    const reader = createProvisioningErrorReader(client, { ...TEST_CLOCK, now: () => now });
    await reader.read();
    assert.equal(asked.filter((each) => each.includes('onPremisesSyncEnabled eq true')).length, 3);
    const { entra } = await reader.read();
    assert.deepEqual(idsOf(entra), expected);
    assert.equal(asked.length, 9 + 6);
    now = new Date('2026-11-22T09:00:01Z');
    await reader.read();
    assert.equal(asked.length, 9 + 6 + 9);
  });

  it('looks at everything each time where Graph refuses the filters', async () => {
    const { client } = counting();
    const reader = createProvisioningErrorReader(client, TEST_CLOCK);
    for (let round = 0; round < 2; round += 1) {
      lab.graph.faults.add({ kind: 'fail', match: /rovisioningErrors%2Fany/, times: 6, status: 400, code: 'Request_UnsupportedQuery', message: 'no' });
      const { entra, unread } = await reader.read();
      assert.deepEqual([idsOf(entra), unread], [expected, []]);
      lab.graph.faults.clear();
    }
  });

  it('looks at everything each time where the filters keep something back', async () => {
    const { client, asked } = counting();
    const deaf: GraphClient = { ...client, list: async (address, ...rest) => (address.includes('%2Fany') ? { value: [], complete: true } : client.list(address, ...rest)) };
    const reader = createProvisioningErrorReader(deaf, TEST_CLOCK);
    await reader.read();
    assert.deepEqual(idsOf((await reader.read()).entra), expected);
    assert.equal(asked.length, 6);
  });

  it('says of which kind it saw only a part', async () => {
    const { client } = counting();
    const endless: GraphClient = { ...client, list: async (address, ...rest) => ({ ...(await client.list(address, ...rest)), complete: !address.startsWith('/users') }) };
    const { entra, unread } = await createProvisioningErrorReader(endless, TEST_CLOCK).read();
    assert.deepEqual(idsOf(entra), expected);
    assert.deepEqual(unread.map(({ what }) => what), ['entra.users']);
    assert.match(unread[0]?.detail ?? '', /more synchronised users than are looked at/);
  });

  it('names the permission that is missing, and leaves the section out', async () => {
    const { entra, unread } = await createProvisioningErrorReader(lab.client({ without: 'OrgContact.Read.All' }), TEST_CLOCK).read();
    assert.deepEqual(unread.map(({ what, why }) => [what, why]), [['entra.contacts', 'access-denied']]);
    assert.match(unread[0]?.detail ?? '', /OrgContact\.Read\.All/);
    assert.equal(entra.contacts, undefined);
    assert.equal(entra.users?.length, 2);
  });
});
