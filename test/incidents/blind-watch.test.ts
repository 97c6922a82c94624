import assert from 'node:assert/strict';
import type { Unread } from '../../src/model/evidence.ts';
import { followAll, look, minute, sighting, someone } from './seen-company.ts';

const offline: Unread = { what: 'syncServers.SYNC01.runHistory', why: 'relay-offline', detail: 'SYNC01: no relay answers' };
const blind = (at: number, unread: readonly Unread[] = [offline], read: readonly string[] = ['Entra ID']) => look(at, [], { unread, read });

describe('a watcher that cannot see', () => {
  it('says so at once when a source could not be read for a quarter of an hour, and that it is over when it can', () => {
    const { turns, only, outcomes } = followAll([blind(0), blind(5), blind(10), blind(15), blind(20), look(25, [])]);
    assert.deepEqual(turns, ['15 opened', '25 resolved']);
    assert.deepEqual(outcomes[2]?.poll.unread, [{ ...offline, since: minute(0) }]);
    assert.deepEqual(outcomes[5]?.poll.unread, []);
    assert.deepEqual([only?.kind, only?.severity, only?.title, only?.firstSeen, only?.count], ['watching', 'medium', 'SYNC01 cannot be watched', minute(0), 0]);
    assert.equal(only?.says, 'SYNC01 could not be read for a while: SYNC01: no relay answers. New errors there may go unseen, and no error there counts as over until it can be read again. Look at the service of the relay on its machine.');
  });

  it('counts from the first of the looks in a row', () => {
    const { turns } = followAll([blind(0), blind(10), look(12, []), blind(14), blind(20), blind(28), blind(29)]);
    assert.deepEqual(turns, ['29 opened']);
  });

  it('leaves what was seen there as it was', () => {
    const ann = sighting(someone('Ann'));
    const { kept } = followAll([look(0, [ann]), look(5, [ann]), blind(10), blind(30)]);
    assert.deepEqual(kept.incidents.map(({ kind, state }) => [kind, state]).sort(), [['export', 'open'], ['watching', 'open']]);
  });

  it('tells each source once, by the name that people know, however many parts of it are missing', () => {
    const unread: readonly Unread[] = [
      offline, { ...offline, what: 'syncServers.SYNC01.scheduler' }, { what: 'syncServers.sync02.corp.contoso.com.errors', why: 'failed', detail: 'the first 500 only' }, { what: 'syncServers.active', why: 'failed' },
      { what: 'entra.users', why: 'access-denied' }, { what: 'entra.groups', why: 'throttled', detail: 'b' }, { what: 'directory.entries', why: 'timed-out' }, { what: 'relay of London', why: 'failed' },
    ];
    const { kept } = followAll([blind(0, unread, ['sync02.corp.contoso.com']), blind(15, unread, ['sync02.corp.contoso.com'])]);
    assert.deepEqual(kept.incidents.map(({ title }) => title).sort(), ['Active Directory cannot be watched', 'Entra ID cannot be watched', 'SYNC01 cannot be watched', 'The sync servers cannot be watched', 'relay of London cannot be watched', 'sync02.corp.contoso.com cannot be watched']);
    const says = (title: string): string => kept.incidents.find((each) => each.title.startsWith(title))?.says ?? '';
    assert.match(says('Entra ID'), /^Entra ID could not be read for a while: b\. .*Give the account.*The service asks for fewer questions/);
    assert.match(says('sync02'), /^Part of sync02\.corp\.contoso\.com could not be read for a while: the first 500 only\./);
    assert.match(says('Active'), /^Active Directory could not be read for a while\. New errors/);
  });

  it('names a few of many reasons', () => {
    const unread = ['a', 'b', 'c', 'd', 'e'].map((detail): Unread => ({ what: `entra.${detail}`, why: 'failed', detail }));
    assert.match(followAll([blind(0, unread), blind(15, unread)]).only?.says ?? '', /: a; b; c; and 2 more\./);
  });

  it('is graver when nothing at all can be read', () => {
    assert.equal(followAll([blind(0, [offline], []), blind(15, [offline], [])]).only?.severity, 'high');
  });

  it('says nothing of what nobody wanted to be read', () => {
    const unread: readonly Unread[] = [{ what: 'entra.users', why: 'not-configured' }, { what: 'syncServers.S.tls', why: 'not-asked' }];
    assert.deepEqual(followAll([blind(0, unread), blind(15, unread)]).turns, []);
  });

  it('is the same in whatever order it is told what is missing', () => {
    const unread: readonly Unread[] = [{ ...offline, detail: 'z' }, offline, { ...offline, why: 'failed', detail: 'SYNC01: no relay answers' }];
    const [one, other] = [unread, unread.toReversed()].map((each) => followAll([blind(0, each), blind(15, each)]).outcomes);
    assert.deepEqual(one, other);
  });
});
