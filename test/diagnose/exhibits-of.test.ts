import assert from 'node:assert/strict';
import { exhibitsOf } from '../../src/diagnose/exhibits-of.ts';
import type { ExhibitName } from '../../src/model/exhibits.ts';
import { company, documentOf, type Company } from '../causes/company.ts';

const unknownWith = (change: (given: Company) => void): readonly ExhibitName[] => {
  const given = company();
  change(given);
  const evidence = exhibitsOf(documentOf(given));
  return (Object.keys(evidence) as ExhibitName[]).filter((name) => evidence[name].state === 'unknown');
};
const unread = (...what: readonly string[]) => (given: Company): void => {
  given.bundle['unread'] = what.map((each) => ({ what: each, why: 'timed-out' }));
};
const twoServers = (change: (given: Company, second: Record<string, unknown>) => void) => (given: Company): void => {
  const second = { ...given.server, name: 'SYNC02.corp.contoso.com', scheduler: { ...given.scheduler, StagingModeEnabled: true } };
  given.servers.push(second);
  change(given, second);
};

describe('what counts as read', () => {
  it('is everything in a whole document', () => assert.deepEqual(unknownWith(() => {}), []));
  for (const [what, expected] of [
    ['entra.users', ['entra.users']],
    ['entra.users[3]', ['entra.users']],
    ['entra.syncBehavior.11111111-aaaa-4aaa-8aaa-000000000001', ['entra.syncBehavior']],
    ['directory.entries', ['directory.entries']],
    ['directory.forests[0].entries', ['directory.entries']],
    ['directory.corp.contoso.com.deleted', ['directory.deleted']],
    ['directory.forests[0].copies', ['directory.copies']],
    ['syncServers.scheduler', ['syncServers.scheduler']],
    ['syncServers[0].scheduler', ['syncServers.scheduler']],
    ['syncServers.SYNC01.scheduler', ['syncServers.scheduler']],
    ['syncServers.sync01.runHistory', ['syncServers.runHistory']],
    ['syncServers[0].events', ['syncServers.events']],
    ['syncServers.SYNC09.scheduler', []],
  ] as const) it(`lacks what "${what}" names`, () => assert.deepEqual(unknownWith(unread(what)), expected));

  it('lacks everything below a name', () => {
    assert.equal(unknownWith(unread('directory')).length, 8);
    assert.equal(unknownWith(unread('directory.forests')).length, 8);
    assert.equal(unknownWith(unread('directory.forests[0]')).length, 8);
    assert.equal(unknownWith(unread('entra')).length, 22);
    assert.equal(unknownWith(unread('syncServers')).length, 20);
    assert.equal(unknownWith(unread('syncServers[0]')).length, 19);
  });
  it('lacks an absent section, but not an empty one', () => {
    assert.deepEqual(unknownWith(({ entra }) => { delete entra['users']; entra['groups'] = []; }), ['entra.users']);
    assert.deepEqual(unknownWith(({ entra }) => { entra['users'] = null; }), ['entra.users']);
  });
  it('lacks a list that one of two forests does not give', () => {
    assert.deepEqual(unknownWith(({ bundle }) => { (bundle['directory'] as { forests: unknown[] }).forests.push({ name: 'b.example', entries: [], upnSuffixes: [], exchangeSchema: false, schemaAttributes: [], inheritanceBlocked: [], copies: [] }); }), ['directory.deleted']);
  });
  it('does not need a standby server while an active one is known', () => {
    assert.deepEqual(unknownWith(twoServers((_, second) => { delete second['csObjects']; })), []);
    assert.deepEqual(unknownWith(twoServers(unread('syncServers.SYNC02.corp.contoso.com.connectors'))), []);
  });
  it('needs every server while no active one is known', () => {
    assert.deepEqual(unknownWith(twoServers((given, second) => { given.scheduler['StagingModeEnabled'] = true; delete second['csObjects']; })), ['syncServers.csObjects']);
  });
});
