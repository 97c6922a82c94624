import assert from 'node:assert/strict';
import { followPoll } from '../../src/incidents/follow-poll.ts';
import { BEGIN, followAll, look, minute, NOTHING, sighting, someone } from './seen-company.ts';

const ann = sighting(someone('Ann'));
const ben = sighting(someone('Ben'));
const DAY = 24 * 60;

describe('what a look makes of the incidents', () => {
  it('suspects what it sees once, opens what it sees twice, and says nothing of what was gone in between', () => {
    const { only, turns } = followAll([look(0, [ann]), look(5, [ann, ben])]);
    assert.deepEqual(turns, ['5 opened']);
    assert.deepEqual([only?.state, only?.count, only?.firstSeen, only?.openedAt, only?.lastSeen], ['open', 2, minute(0), minute(5), minute(5)]);
    const once = followAll([look(0, [ann]), look(5, []), look(10, [ann])]);
    assert.deepEqual(once.turns, []);
    assert.deepEqual(once.outcomes.map(({ forgotten }) => forgotten.length), [0, 1, 0]);
    assert.equal(once.only?.state, 'suspected');
    assert.notEqual(once.outcomes[0]?.incidents[0]?.incidentId, once.only?.incidentId);
  });

  it('makes one incident of one cause and one thing in common, and of one kind and title where no cause is known', () => {
    const sights = [ann, ben, sighting(someone('Cem'), { split: 'fabrikam.com' }), sighting(someone('Dan'), { cause: null, title: 'stopped-extension-dll' }), sighting(someone('Eva'), { cause: null, title: 'stopped-extension-dll', kind: 'import' })];
    const { kept } = followAll([look(0, sights), look(5, sights)]);
    assert.deepEqual(kept.incidents.map(({ key, count, title, cause }) => [key, count, title, cause]).sort(), [
      ['["export","stopped-extension-dll",""]', 1, 'stopped-extension-dll', null],
      ['["import","stopped-extension-dll",""]', 1, 'stopped-extension-dll', null],
      ['["upn-suffix-not-verified",""]', 2, 'The suffix is not verified', 'upn-suffix-not-verified'],
      ['["upn-suffix-not-verified","fabrikam.com"]', 1, 'The suffix is not verified', 'upn-suffix-not-verified'],
    ]);
    assert.equal(new Set(kept.incidents.map(({ code }) => code)).size, 4);
    for (const { code } of kept.incidents) assert.match(code, /^I-[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('resolves an incident when the last of its objects is gone, and says how it stood', () => {
    const { only, turns, outcomes } = followAll([look(0, [ann, ben]), look(5, [ann, ben]), look(10, [ann]), look(15, [])]);
    assert.deepEqual(turns, ['5 opened', '15 resolved']);
    assert.deepEqual([only?.state, only?.resolvedAt, only?.lastSeen, only?.count, only?.most, only?.sample.length], ['resolved', minute(15), minute(10), 0, 2, 1]);
    assert.deepEqual(outcomes[2]?.left.map(({ subject }) => subject), ['cn=ben,ou=sales,dc=contoso,dc=com']);
    assert.equal(outcomes[3]?.events[0]?.incident, outcomes[3]?.incidents[0]);
  });

  it('takes the silence of a source that was not read for nothing', () => {
    const blind = { read: ['Entra ID'] };
    const { turns, only, kept, outcomes } = followAll([look(0, [ann]), look(5, [], blind), look(10, [ann]), look(15, [], blind), look(20, [], blind)]);
    assert.deepEqual(turns, ['10 opened']);
    assert.deepEqual([only?.state, only?.lastSeen, kept.members.length], ['open', minute(10), 1]);
    assert.deepEqual(outcomes.slice(3).map(({ incidents, members, left }) => [incidents, members, left]), [[[], [], []], [[], [], []]], 'nothing is written');
  });

  it('takes what a source says although it was not read whole, for what it says is so all the same', () => {
    const cut = { read: ['Entra ID'] };
    assert.deepEqual(followAll([look(0, [ann], cut), look(5, [ann], cut), look(10, [], cut)]).turns, ['5 opened']);
  });

  it('lets an object go when each of those that named it was read and is silent', () => {
    const both = [ann, { ...ann, source: 'SYNC02' }];
    const read = (...sources: string[]) => ({ read: sources });
    const { kept, turns } = followAll([look(0, both, read('SYNC01', 'SYNC02')), look(5, both, read('SYNC01', 'SYNC02')), look(10, [], read('SYNC01'))]);
    assert.deepEqual(kept.members.map(({ sources }) => sources), [['SYNC02']]);
    assert.deepEqual(turns, ['5 opened']);
    assert.deepEqual(followAll([look(15, [], read('SYNC01'))], kept).turns, []);
    assert.deepEqual(followAll([look(15, [], read('SYNC02'))], kept).turns, ['15 resolved']);
  });

  it('opens one again that comes back within some days, by its old name, and a new one later', () => {
    const first = followAll([look(0, [ann]), look(5, [ann]), look(10, [])]);
    const back = followAll([look(6 * DAY, [ben]), look(6 * DAY + 5, [ben])], first.kept);
    assert.deepEqual(back.turns, [`${6 * DAY + 5} reopened`]);
    assert.equal(back.only?.incidentId, first.only?.incidentId);
    assert.deepEqual([back.only?.state, back.only?.openedAt, back.only?.reopened, back.only?.resolvedAt, back.only?.most], ['open', minute(5), [minute(6 * DAY + 5)], null, 1]);
    const late = followAll([look(8 * DAY, [ann]), look(8 * DAY + 5, [ann])], first.kept);
    assert.deepEqual(late.turns, [`${8 * DAY + 5} opened`]);
    assert.notEqual(late.only?.incidentId, first.only?.incidentId);
    assert.deepEqual(late.outcomes[0]?.forgotten, [first.only?.incidentId]);
    assert.deepEqual(followAll([look(8 * DAY, [])], first.kept).kept.incidents, []);
  });

  it('is not opened again by what is seen once', () => {
    const { turns, only, kept } = followAll([look(0, [ann]), look(5, [ann]), look(10, []), look(15, [ann]), look(20, []), look(25, [])]);
    assert.deepEqual(turns, ['5 opened', '10 resolved']);
    assert.deepEqual([only?.state, kept.members], ['resolved', []]);
  });

  it('tells of the fourth return within a day that it comes and goes, and then nothing until it has been quiet', () => {
    const turn = (at: number) => [look(at, [ann]), look(at + 5, [ann]), look(at + 10, [])];
    const flapping = followAll([0, 15, 30, 45, 60].flatMap(turn));
    assert.deepEqual(flapping.turns, ['5 opened', '10 resolved', '20 reopened', '25 resolved', '35 reopened', '40 resolved', '50 reopened', '55 resolved', '65 reopened']);
    assert.deepEqual([flapping.only?.state, flapping.only?.flapping, flapping.only?.count], ['open', true, 0]);
    const more = followAll([...[75, 90, 105].flatMap(turn), look(120, []), look(210, [])], flapping.kept);
    assert.deepEqual(more.turns, []);
    assert.equal(more.only?.reopened.length, 7);
    assert.deepEqual(followAll([look(235, [])], more.kept).turns, ['235 resolved']);
    const stays = followAll([look(215, [ann]), look(220, [ann]), look(330, [ann]), look(340, [ann])], more.kept);
    assert.deepEqual(stays.turns, ['340 changed']);
    assert.deepEqual([stays.only?.flapping, stays.only?.state], [false, 'open']);
  });

  it('does not take a blind watcher for quiet', () => {
    const turn = (at: number) => [look(at, [ann]), look(at + 5, [ann]), look(at + 10, [])];
    const { kept } = followAll([0, 15, 30, 45, 60].flatMap(turn));
    assert.deepEqual(followAll([look(300, [], { read: [] })], kept).turns, []);
    assert.deepEqual(followAll([look(300, [])], kept).turns, ['300 resolved']);
    const here = followAll([look(75, [ann]), look(80, [ann])], kept).kept;
    assert.deepEqual(followAll([look(300, [], { read: [] })], here).turns, []);
    assert.deepEqual(followAll([look(300, [ann])], here).turns, ['300 changed']);
  });

  it('raises the version with what a card shows, and with nothing else', () => {
    const { outcomes } = followAll([look(0, [ann]), look(5, [ann]), look(10, [ann]), look(15, [ann, ben]), look(20, [ann, ben], { read: [] }), look(25, [])]);
    assert.deepEqual(outcomes.map(({ incidents }) => incidents[0]?.version), [1, 2, 2, 3, 3, 4]);
    assert.deepEqual(outcomes[2]?.incidents.map(({ lastSeen }) => lastSeen), [minute(10)]);
  });

  it('tells of a storm with a handful of turns, whatever its count does', () => {
    const people = Array.from({ length: 5000 }, (_, n) => sighting(someone(`P${n}`)));
    const looks = Array.from({ length: 60 }, (_, n) => look(n * 5, people.slice(0, Math.min(5000, (n + 1) * 100))));
    const { turns, only } = followAll(looks);
    assert.equal(only?.most, 5000);
    assert.ok(turns.length <= 8, turns.join());
    assert.equal(turns.filter((turn) => turn.endsWith('opened')).length, 1);
  });

  it('gets graver with its sightings, tells that once, and is counted anew when it is opened again', () => {
    const grave = sighting(someone('Ann'), { severity: 'high', says: 'Worse.' });
    const looks = [look(0, [ann]), look(5, [ann]), look(10, [grave, ben]), look(15, [ann]), look(20, [grave])];
    const { turns, only, kept } = followAll(looks);
    assert.deepEqual(turns, ['5 opened', '10 changed']);
    assert.deepEqual([only?.severity, only?.says], ['high', 'Worse.']);
    const back = followAll([look(25, []), look(30, [ann]), look(35, [ann])], kept);
    assert.equal(back.only?.severity, 'medium');
  });

  it('is the same in whatever order things were sighted', () => {
    const sights = [ann, ben, sighting(someone('Ann'), { source: 'SYNC02', since: minute(-9), severity: 'high' }), sighting({ ...someone('ANN'), entraId: undefined, name: 'Ann Ruiz' }, { says: 'Another word.' }), sighting(null), sighting(someone('Cem'), { split: 'x' })];
    const [one, other] = [sights, sights.toReversed()].map((each) => followPoll(NOTHING, look(0, each)));
    assert.deepEqual({ ...other, members: bySubject(other?.members ?? []) }, { ...one, members: bySubject(one?.members ?? []) });
  });
  const bySubject = (members: readonly { readonly subject: string }[]) => members.toSorted((a, b) => a.subject.localeCompare(b.subject));

  it('knows an object again that was renamed or whose name was not known at first', () => {
    const anchor = 'AAECAwQFBgcICQoLDA0ODw==';
    const named = [{ anchor }, { anchor, dn: 'CN=Ann,OU=Sales,DC=contoso,DC=com', name: 'Ann' }, { anchor }, { anchor, dn: 'CN=Anna,OU=New,DC=contoso,DC=com', name: 'Anna' }];
    const { kept, turns } = followAll(named.map((object, n) => look(n * 5, [sighting(object)])));
    assert.deepEqual(turns, ['5 opened']);
    assert.deepEqual(kept.members.map(({ object }) => [object?.dn, object?.name, object?.anchor]), [['CN=Anna,OU=New,DC=contoso,DC=com', 'Anna', anchor]]);
  });

  it('follows what is about no object too', () => {
    const stopped = sighting(null, { cause: 'sync-service-stopped', kind: 'server', severity: 'high', split: 'SYNC01', since: minute(-60) });
    const { only, turns, kept } = followAll([look(0, [stopped]), look(5, [stopped])]);
    assert.deepEqual([only?.count, only?.sample, only?.factor, only?.firstSeen], [0, [], null, minute(-60)]);
    assert.deepEqual(kept.members.map(({ subject, object }) => [subject, object]), [['', null]]);
    assert.deepEqual(followAll([look(10, [])], kept).turns, ['10 resolved']);
    assert.deepEqual(turns, ['5 opened']);
  });

  it('keeps times right whatever sources and clocks say', () => {
    const early = sighting(someone('Ann'), { since: '2026-11-20T00:00:00Z' });
    const { only, outcomes } = followAll([look(0, [{ ...early, since: 'yesterday' }]), look(5, [{ ...early, since: '2030-01-01T00:00:00Z' }]), look(3, [early])]);
    assert.equal(only?.firstSeen, '2026-11-20T00:00:00.000Z');
    assert.equal(outcomes[2]?.poll.at, minute(5), 'time never goes back');
    assert.ok(Date.parse(minute(0)) === BEGIN);
  });

  it('names the first ten that were seen', () => {
    const sights = Array.from({ length: 40 }, (_, n) => sighting(someone(`P${String(n).padStart(2, '0')}`), { since: minute(-n) }));
    assert.deepEqual(followAll([look(0, sights), look(5, sights)]).only?.sample.map(({ name }) => name), ['P39', 'P38', 'P37', 'P36', 'P35', 'P34', 'P33', 'P32', 'P31', 'P30']);
  });

  it('lets go of what nobody can look at any more after a month, without a word', () => {
    const { kept } = followAll([look(0, [ann]), look(5, [ann])]);
    const blind = { read: ['Entra ID'] };
    assert.equal(followAll([look(29 * DAY, [], blind)], kept).kept.incidents.length, 1);
    const lost = followAll([look(31 * DAY, [], blind)], kept);
    assert.deepEqual([lost.kept.incidents, lost.kept.members, lost.turns], [[], [], []]);
  });

  it('leaves to whom it is assigned alone', () => {
    const { kept } = followAll([look(0, [ann]), look(5, [ann])]);
    const assigned = { oid: '11111111-1111-4111-8111-111111111111' as never, name: 'Ben' };
    const after = followAll([look(10, [ben]), look(15, []), look(20, [ann]), look(25, [ann])], { ...kept, incidents: kept.incidents.map((each) => ({ ...each, assigned })) });
    assert.deepEqual(after.only?.assigned, assigned);
  });
});
