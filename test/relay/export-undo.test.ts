import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { PlanStep, StepDraft } from '../../src/model/plan.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { REVERSAL } from '../../src/operations/reversal.ts';
import type { OperationName, OperationParams, Undo } from '../../src/model/plan.ts';
import { planCode } from '../../src/protocol/plan-hash.ts';
import { journalFile } from '../../src/relay/identity.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { relayCommand } from '../../src/relay/cli.ts';
import { undoLdif } from '../../src/relay/undo-ldif.ts';
import type { RelayJournalLine } from '../../src/boundary/relay-state.ts';
import { objectGuid, planId } from '../contracts/sample-plan.ts';

const HASH = 'a1'.repeat(32);
const AT = '2026-11-21T09:05:00.000Z';
const object = { guid: objectGuid(1), dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' };
const undoOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);
const planned = (draft: StepDraft, n = 1): PlanStep => ({ ...draft, n, version: 1, target: 'x', before: stepBefore(draft), after: stepAfter(draft), undo: undoOf(draft.operation, draft.params) });

const addresses = planned({ operation: 'ad.change-addresses', params: { object, before: ['SMTP:john@contoso.com', 'smtp:jörg@contoso.com'], remove: ['smtp:jörg@contoso.com'], add: ['smtp:js@contoso.com'] }, says: 'Change the addresses of John Smith' });
const anchor = planned({ operation: 'ad.set-anchor', params: { object, before: 'AAAAAAAAAAAAAAAAAAAAAA==', after: 'TpwcjSo/bkucfSobPE1ebw==' }, says: 'Set the anchor' }, 2);
const move = planned({ operation: 'ad.move', params: { object: { ...object, dn: 'CN=Smith\\, John,OU=Staff,DC=corp' }, from: 'OU=Staff,DC=corp', to: 'OU=Sales,DC=corp' }, says: 'Move John Smith' }, 3);
const scheduler = planned({ operation: 'sync.set-scheduler', params: { server: 'SYNC01', before: true, after: false }, says: 'Switch the scheduler off' }, 4);
const delta = planned({ operation: 'sync.start-delta', params: { server: 'SYNC01', reason: 'x' }, says: 'Start a delta cycle' }, 5);

const started = (does: PlanStep | undefined, step = does?.n ?? 1, attempt = 1): RelayJournalLine => ({ what: 'started', at: AT, planId: planId(1), step, attempt, fence: 1, jobHash: 'j', object: 'ad:1', planHash: HASH, does });
const ended = (step: number, is: string, attempt = 1): RelayJournalLine => ({ what: 'ended', at: AT, planId: planId(1), step, attempt, is });

describe('the undo from the journal of a relay', () => {
  it('takes addresses back by naming those that must still be there', () => {
    assert.equal(
      undoLdif([started(addresses), ended(1, 'applied')]),
      [
        'version: 1', '',
        `# Step 1, started ${AT}: Change the addresses of John Smith`,
        `# objectGUID ${objectGuid(1)}; where it bears another name now, use that`,
        'dn: CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com',
        'changetype: modify',
        'delete: proxyAddresses', 'proxyAddresses: smtp:js@contoso.com', '-',
        'add: proxyAddresses', `proxyAddresses:: ${Buffer.from('smtp:jörg@contoso.com').toString('base64')}`, '-', '',
      ].join('\n'),
    );
  });

  it('takes back what was done, whatever undo the bot sent with it', () => {
    const admins = { guid: objectGuid(9), dn: 'CN=Domain Admins,CN=Users,DC=corp,DC=contoso,DC=com' };
    const lying: PlanStep = { ...addresses, undo: { is: 'steps', step: { operation: 'ad.change-member', params: { group: admins, member: object, before: false, after: true }, says: 'Give the addresses back' } } };
    assert.equal(undoLdif([started(lying), ended(1, 'applied')]), undoLdif([started(addresses), ended(1, 'applied')]));
  });

  it('lets nothing but base64 stand where base64 is announced', () => {
    const lying = planned({ operation: 'ad.set-anchor', params: { object, before: 'AAAA\n\ndn: CN=x\nchangetype: delete', after: 'TpwcjSo/bkucfSobPE1ebw==' }, says: 'Set the anchor' });
    assert.doesNotMatch(undoLdif([started(lying), ended(1, 'applied')]), /changetype: delete/);
  });

  it('takes the last step back first, and binary anchors as base64', () => {
    const ldif = undoLdif([started(addresses), ended(1, 'applied'), started(anchor), ended(2, 'applied'), started(move), ended(3, 'applied')]);
    assert.deepEqual([...ldif.matchAll(/^# Step (\d)/gm)].map(([, n]) => n), ['3', '2', '1']);
    assert.match(ldif, /delete: mS-DS-ConsistencyGuid\nmS-DS-ConsistencyGuid:: TpwcjSo\/bkucfSobPE1ebw==\n-\nadd: mS-DS-ConsistencyGuid\nmS-DS-ConsistencyGuid:: AAAAAAAAAAAAAAAAAAAAAA==/);
    assert.match(ldif, /dn: CN=Smith\\, John,OU=Sales,DC=corp\nchangetype: modrdn\nnewrdn: CN=Smith\\, John\ndeleteoldrdn: 1\nnewsuperior: OU=Staff,DC=corp/);
  });

  it('gives an account its former flags back, where the journal kept them', () => {
    const enable = planned({ operation: 'ad.set-enabled', params: { object, before: false, after: true }, says: 'Switch John Smith on' });
    const line = started(enable);
    assert.ok(line.what === 'started');
    assert.match(undoLdif([{ ...line, found: { enabled: ['false'], userAccountControl: ['66050'] } }, ended(1, 'applied')]), /changetype: modify\ndelete: userAccountControl\nuserAccountControl: 66048\n-\nadd: userAccountControl\nuserAccountControl: 66050\n-/);
    assert.match(undoLdif([line, ended(1, 'applied')]), /# By hand: Switch/);
  });

  it('takes values, members and suffixes back by name', () => {
    const mail = planned({ operation: 'ad.change-values', params: { object, attribute: 'mail', before: [], after: ['j@contoso.com'] }, says: 'Set mail' });
    const photo = planned({ operation: 'ad.change-values', params: { object, attribute: 'thumbnailPhoto', before: ['/9j/4A=='], after: [] }, says: 'Take the photo away' }, 2);
    const member = planned({ operation: 'ad.change-member', params: { group: { guid: objectGuid(2), dn: 'CN=Sales,DC=corp' }, member: object, before: true, after: false }, says: 'Take John out' }, 3);
    const suffix = planned({ operation: 'ad.change-upn-suffixes', params: { forest: 'corp.contoso.com', before: ['a.com'], after: ['a.com', 'b.com'] }, says: 'Add b.com' }, 4);
    const back = planned({ operation: 'ad.restore-deleted', params: { object, to: 'OU=Staff,DC=corp', rdn: 'CN=John' }, says: 'Bring John back' }, 5);
    const ldif = undoLdif([mail, photo, member, suffix, back].flatMap((step) => [started(step), ended(step.n, 'applied')]));
    assert.match(ldif, /dn: CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com\nchangetype: modify\ndelete: mail\nmail: j@contoso.com\n-\n/);
    assert.match(ldif, /add: thumbnailPhoto\nthumbnailPhoto:: \/9j\/4A==\n-/);
    assert.match(ldif, /dn: CN=Sales,DC=corp\nchangetype: modify\nadd: member\nmember: CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com\n-/);
    assert.match(ldif, /dn: CN=Partitions,CN=Configuration,DC=corp,DC=contoso,DC=com\nchangetype: modify\ndelete: uPNSuffixes\nuPNSuffixes: b.com\n-/);
    assert.match(ldif, /Bring John back\n# It cannot be taken back/);
  });

  const WORDS: readonly (readonly [string, readonly RelayJournalLine[], RegExp])[] = [
    ['a step whose end is not known', [started(addresses)], /not known: look at the object first[\s\S]*changetype: modify/],
    ['a step that ended as unsure', [started(addresses), ended(1, 'unsure')], /not known: look at the object first[\s\S]*changetype: modify/],
    ['a step that drifted', [started(addresses), ended(1, 'drifted')], /ended as "drifted": nothing was changed(?![\s\S]*changetype)/],
    ['a step that failed first and was applied then', [started(addresses), ended(1, 'failed'), started(addresses, 1, 2), ended(1, 'applied', 2)], /changetype: modify/],
    ['what LDIF cannot say', [started(scheduler), ended(4, 'applied')], /# By hand: Switch the scheduler of SYNC01 on again/],
    ['a delta cycle', [started(delta), ended(5, 'applied')], /# Nothing to take back/],
    ['a line of an older version', [started(undefined), ended(1, 'applied')], /older version, which kept no values(?![\s\S]*changetype)/],
  ];
  for (const [what, lines, says] of WORDS) it(`says the right thing of ${what}`, () => assert.match(undoLdif(lines), says));

  it('cannot be made to say more than it means by what stands in a name', () => {
    const hostile = planned({ operation: 'ad.change-addresses', params: { object: { ...object, dn: 'CN=x\nchangetype: delete,DC=corp' }, before: [], remove: ['smtp:a\n-\ndelete: member'], add: [] }, says: 'Remove\n\ndn: CN=Domain Admins\u2028changetype: delete' });
    const lines = undoLdif([started(hostile), ended(1, 'applied')]).split('\n');
    assert.deepEqual(lines.filter((line) => /^(?:dn|changetype|delete|add)\b/.test(line)).map((line) => line.split(':')[0]), ['dn', 'changetype', 'add']);
    assert.ok(lines.some((line) => line.startsWith('dn:: ')));
  });
});

describe('the command line of the relay', () => {
  let folder: string;
  let config: string;
  const run = async (...words: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await relayCommand(words, { out: (text) => out.push(text), err: (text) => err.push(text) });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-relay-'));
    config = join(folder, 'relay.yaml');
    writeFileSync(config, stringify({ bot: { url: 'https://bot.contoso.com' }, stateDir: 'state', localPolicyFile: 'policy.yaml' }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('has no journal to show before anything was started', async () => assert.deepEqual(await run('--config', config, 'journal'), { code: 0, out: 'This relay has started nothing.', err: '' }));

  it('shows what was started, and takes one plan back by its code, id or hash', async () => {
    mkdirSync(join(folder, 'state'));
    const journal = openRelayJournal(journalFile(join(folder, 'state')));
    journal.started({ planId: planId(1), step: 1, attempt: 1, at: AT, fence: 1, jobHash: 'j', object: 'ad:1', planHash: HASH, does: addresses });
    journal.ended({ planId: planId(1), step: 1, attempt: 1 }, new Date(AT), 'applied');
    journal.started({ planId: planId(2), step: 1, attempt: 1, at: AT, fence: 2, jobHash: 'j', object: 'ad:2' });
    journal.close();
    const { out } = await run('--config', config, 'journal');
    assert.match(out, new RegExp(`started  plan ${planCode(HASH)} step 1 attempt 1  "Change the addresses of John Smith"`));
    assert.equal(out.split('\n').length, 3);
    assert.equal((await run('--config', config, 'journal', planCode(HASH))).out.split('\n').length, 2);
    for (const plan of [planCode(HASH), planCode(HASH).toLowerCase(), HASH, planId(1)]) {
      const undone = await run('--config', config, 'export-undo', plan);
      assert.equal(undone.code, 0);
      assert.match(undone.out, /^version: 1\n[\s\S]*changetype: modify/);
    }
  });

  const WRONG: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    ['no configuration', () => ['check'], /Which configuration\? Say --config FILE/],
    ['a configuration that is not there', () => ['--config', join(folder, 'none.yaml'), 'check'], /Cannot read the configuration/],
    ['an unknown command', () => ['--config', config, 'frobnicate'], /knows no command "frobnicate"/],
    ['an unknown option', () => ['--config', config, 'check', '--bogus'], /Unknown option '--bogus'/],
    ['no plan to take back', () => ['--config', config, 'export-undo'], /Which plan\?/],
    ['a plan that it does not know', () => ['--config', config, 'export-undo', 'ZZZZ-ZZZZ'], /has started nothing for plan ZZZZ-ZZZZ\. Another relay/],
    ['no token', () => ['--config', config, 'enrol'], /Which token\?/],
  ];
  for (const [given, words, says] of WRONG) {
    it(`ends with 2 and one sentence when it is given ${given}`, async () => {
      const { code, out, err } = await run(...words());
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, says);
      assert.doesNotMatch(err, /at .*\.ts:\d+/);
    });
  }
});
