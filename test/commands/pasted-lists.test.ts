import assert from 'node:assert/strict';
import { parsePairsList } from '../../src/boundary/pairs-list.ts';
import { hear } from '../../src/bot/turn.ts';
import { normaliseText } from '../../src/chat/normalise-text.ts';
import { understand } from '../../src/chat/route.ts';
import { batchTargets } from '../../src/commands/batch-targets.ts';
import { campaignNew } from '../../src/commands/campaign-new.ts';
import { fixAll } from '../../src/commands/fix-all.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { readPastedPairs } from '../../src/commands/pasted-pairs.ts';
import type { CommandWorld } from '../../src/commands/world.ts';
import { guidOf } from '../contracts/sample-campaign.ts';
import { FROM, oldAnchor, REQUEST, TO, twoDomains, type TwoDomains } from '../campaign/two-domains.ts';
import { pretendTalk } from './pretend-talk.ts';

const BOT = '28:bot';
const MENTION = '<at>SyncWhy</at>';
const normal = (typed: string): string => normaliseText(`${MENTION} ${typed}`, [{ id: BOT, name: 'SyncWhy', text: MENTION }], BOT);

/** What follows the command, as the command is handed it. */
function restOf(typed: string, word: string): string {
  const understood = understand(normal(typed), COMMANDS);
  assert.ok(understood.is === 'command' && understood.word === word, JSON.stringify(understood));
  return understood.rest;
}

describe('a list that is pasted behind fix all', () => {
  const NOBODY = {} as CommandWorld;
  const HTML = '<p>fix all proxy-missing-smtp-prefix in</p><table><tr><th>sAMAccountName</th></tr><tr><td>jsmith</td></tr><tr><td>mlopez</td></tr></table><p>because of the import</p>';
  const LISTS: readonly (readonly [what: string, typed: string, names: readonly string[]])[] = [
    ['with commas', 'fix all proxy-missing-smtp-prefix in jsmith, mlopez,tnguyen because of the import', ['jsmith', 'mlopez', 'tnguyen']],
    ['with commas, the reason on a line of its own', 'fix all proxy-missing-smtp-prefix in jsmith, mlopez\nbecause of the import', ['jsmith', 'mlopez']],
    ['one on each line', 'fix all proxy-missing-smtp-prefix in\r\njsmith\r\nmlopez\r\nbecause of the import', ['jsmith', 'mlopez']],
    ['one in each paragraph of the editor', '<p>fix all proxy-missing-smtp-prefix in</p><p>jsmith</p><p>mlopez</p><p>&nbsp;</p><p>because of the import</p>', ['jsmith', 'mlopez']],
    ['with bullets', '<p>fix all proxy-missing-smtp-prefix in</p><ul><li>jsmith</li><li>mlopez</li></ul><p>because of the import</p>', ['jsmith', 'mlopez']],
    ['as a column with its heading', HTML, ['jsmith', 'mlopez']],
    ['of sign-in names that Teams has made links of', 'fix all proxy-missing-smtp-prefix in\n<a href="mailto:j@contoso.com">j@contoso.com</a>\nm@contoso.com\nbecause of the import', ['j@contoso.com', 'm@contoso.com']],
    ['of names in AD with commas of their own', 'fix all proxy-missing-smtp-prefix in\nCN=Smith\\, John,OU=Staff,DC=contoso,DC=com\nCN=Maria Lopez,OU=Staff,DC=contoso,DC=com\nbecause of the import', ['CN=Smith\\, John,OU=Staff,DC=contoso,DC=com', 'CN=Maria Lopez,OU=Staff,DC=contoso,DC=com']],
    ['with somebody in it twice', 'fix all proxy-missing-smtp-prefix in\njsmith\nJSMITH\nmlopez\nbecause of the import', ['JSMITH', 'mlopez']],
  ];
  for (const [what, typed, names] of LISTS) {
    it(`is read ${what}`, async () => {
      const parsed = fixAll.parse(restOf(typed, 'fix all'));
      assert.ok(parsed.ok, JSON.stringify(parsed));
      assert.match(parsed.args.reason, /^of the import$/);
      const targets = await batchTargets(NOBODY, parsed.args.where, parsed.args.cause);
      assert.deepEqual(targets, { is: 'names', names, unseen: '' });
    });
  }

  const WRONG: readonly (readonly [what: string, where: string, says: RegExp])[] = [
    ['names nobody', ' ; , ; ', /^The list names nobody\. Put one name on each line/],
    ['is longer than can be asked about', Array.from({ length: 501 }, (_, n) => `person${n}`).join(' ; '), /^That is about 501 objects, and I ask about each of them: at most 500 at once\./],
  ];
  for (const [what, where, says] of WRONG) {
    it(`is refused in plain words when it ${what}`, async () => {
      const targets = await batchTargets(NOBODY, where, 'c');
      assert.match(targets.is === 'refused' ? targets.says : '', says);
    });
  }
});

describe('pairs that are pasted behind campaign new', () => {
  const head = `campaign new north from ${FROM} to ${TO} waves of 2 pause 0`;
  let two: TwoDomains;
  before(async () => {
    two = await twoDomains({ people: 5 });
  });
  after(() => two.close());
  const say = async (typed: string): Promise<string> => {
    const { talk, posted, told } = pretendTalk({ conversationId: 'a:1', threadId: '', kind: 'personal' });
    await hear(two.world, { request: REQUEST, talk }, normal(typed));
    return [...posted, ...told].join('\n');
  };

  const LISTS: readonly (readonly [what: string, pasted: string, pairs: readonly (readonly [string, string])[]])[] = [
    ['as CSV', ' pairs\nold,new\nnwind1,north.wind1\nnwind2, north.wind2', [['nwind1', 'north.wind1'], ['nwind2', 'north.wind2']]],
    ['as CSV with quoted names of AD', ' pairs:\r\nOld,New\r\n"CN=A; B,OU=x,DC=y",“CN=C ; D,DC=z”', [['CN=A; B,OU=x,DC=y', 'CN=C ; D,DC=z']]],
    ['as a table', ' pairs<table><tr><td>old</td><td>new</td></tr><tr><td>nwind1</td><td>north.wind1</td></tr></table>', [['nwind1', 'north.wind1']]],
    ['with commas that a spreadsheet has left at the ends', ' pairs\nold,new,,\nnwind1,north.wind1,', [['nwind1', 'north.wind1']]],
  ];
  for (const [what, pasted, pairs] of LISTS) {
    it(`are read ${what}`, () => {
      const parsed = campaignNew.parse(restOf(`${head}${pasted}`, 'campaign new'));
      assert.ok(parsed.ok, JSON.stringify(parsed));
      const { pasted: csv, ...args } = parsed.args;
      assert.deepEqual(args, { name: 'north', from: FROM, to: TO, size: 2, pause: 0 });
      const read = readPastedPairs(csv ?? '', parsePairsList);
      assert.deepEqual(read.ok ? read.pairs.map(({ old, fresh }) => [old, fresh]) : read.faults, pairs);
    });
  }

  it('are found by the bot itself when none are pasted, also in a container that is called so', () => {
    const parsed = campaignNew.parse(restOf('campaign new north from old.example to OU=New pairs,DC=contoso,DC=com', 'campaign new'));
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.args.pasted, parsed.args.to], [null, 'OU=New pairs,DC=contoso,DC=com']);
  });

  const WRONG: readonly (readonly [what: string, pasted: string, says: RegExp])[] = [
    ['the heading is missing', ' pairs\nnwind1,north.wind1\nnwind2,north.wind2', /Line 1: the first line must be old,new/],
    ['a line has three names', ' pairs\nold,new\na,b,c', /Line 2: two fields are needed, and here are 3/],
    ['there is no pair', ' pairs\nold,new\n', /Line 2: there is no pair after the header/],
    ['there are too many', ` pairs\nold,new\n${Array.from({ length: 501 }, (_, n) => `a${n},b${n}`).join('\n')}`, /These are 501 pairs, and a message may have 500\. .*--pairs FILE\.csv/],
  ];
  for (const [what, pasted, says] of WRONG) {
    it(`are refused in plain words when ${what}`, async () => {
      assert.match(await say(`${head}${pasted}`), says);
      assert.equal(await two.store.campaignByName('north'), null);
    });
  }

  it('make no campaign while an account is missing, and name its line', async () => {
    assert.match(await say(`${head} pairs\nold,new\nperson1,person1\nnobody,person2`), /Line 3: I see no old account nobody there/);
    assert.equal(await two.store.campaignByName('north'), null);
  });

  it('make a campaign by the word of who has pasted them', async () => {
    assert.match(await say(`${head} pairs\nold,new\nperson1,person1\nperson2,person2\n"CN=Person 3,${FROM}",person3@contoso.com`), /3 pairs, of which 3 wait for a wave/);
    const made = await two.store.campaignByName('north');
    assert.deepEqual(made?.pairs.map(({ old, fresh, standing }) => [old.anchor, fresh.guid, standing]), [1, 2, 3].map((n) => [oldAnchor(n), guidOf(n), 'taken']));
    assert.deepEqual([made.by, made.waveSize, made.pauseMinutes], [{ oid: REQUEST.actor.oid, name: REQUEST.actor.name }, 2, 0]);
    assert.match(made.pairs[2]?.because[0] ?? '', new RegExp(`^line 4 of the list of ${REQUEST.actor.name}$`));
    const trail = (await two.store.auditTrail(0, 9)).map(({ event }) => event).filter(({ event }) => event === 'campaign.made');
    assert.deepEqual(trail.map(({ actor, facts }) => [actor, facts['pasted'], facts['terminalAccount'], facts['pairs']]), [[REQUEST.actor.oid, true, undefined, 3]]);
    assert.deepEqual(two.ran, []);
  });
});
