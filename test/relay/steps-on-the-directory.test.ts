import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import { anchorOfGuid } from '../../src/model/anchor.ts';
import type { AdEntry } from '../../src/model/evidence.ts';
import { ON_PREM_OPERATIONS } from '../../src/model/operations.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { journalFile } from '../../src/relay/identity.ts';
import { openRelayJournal, readJournalLines, type RelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { undoLdif } from '../../src/relay/undo-ldif.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory, type MemoryDirectory } from '../ports/memory-directory.ts';
import { memorySyncServer } from '../ports/memory-sync-server.ts';
import { guid, JOHN, johnEntry, planWith, stepJob } from '../ports/relay-jobs.ts';

const BASE = 'DC=corp,DC=contoso,DC=com';
const STAFF = `OU=Staff,${BASE}`;
const POLICY: LocalPolicy = { readOnly: false, operations: [...ON_PREM_OPERATIONS], writableContainers: [STAFF, `OU=Groups,${BASE}`], objectsPerHour: 50, protectedNames: [], upnSuffixes: ['fabrikam.com'] };
const BIN_DN = `CN=John Smith\\0ADEL:${JOHN.guid},CN=Deleted Objects,${BASE}`;
const GONE = { guid: JOHN.guid, dn: BIN_DN };
const SALES = { guid: guid('1f0e9d8c-7b6a-4958-8746-352413021100'), dn: `CN=Sales,OU=Groups,${BASE}` };
const says = 'a step of a test';
const restore = (change: Partial<Extract<StepDraft, { operation: 'ad.restore-deleted' }>['params']> = {}): StepDraft => ({ operation: 'ad.restore-deleted', says, params: { object: GONE, to: STAFF, rdn: 'CN=John Smith', ...change } });
const join_ = (member = JOHN): StepDraft => ({ operation: 'ad.change-member', says, params: { group: SALES, member, before: false, after: true } });
const rename: StepDraft = { operation: 'ad.change-values', says, params: { object: JOHN, attribute: 'displayName', before: [], after: ['John'] } };
const group = (name: string, more: Readonly<Record<string, readonly string[]>> = {}): AdEntry => ({ dn: `CN=${name},OU=Groups,${BASE}`, attributes: { objectClass: ['top', 'group'], objectGUID: [anchorOfGuid(SALES.guid)], sAMAccountName: [name], ...more } });
const container: AdEntry = { dn: STAFF, attributes: { objectClass: ['organizationalUnit'] } };
const deleted = (more: Readonly<Record<string, readonly string[]>> = {}): AdEntry => ({ ...johnEntry({ isDeleted: ['TRUE'], ...more }), dn: BIN_DN });

describe('a step on the relay that touches AD in another way', () => {
  let folder = '';
  let journal: RelayJournal;
  let directory: MemoryDirectory;
  let world: JobWorld;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-steps-'));
    journal = openRelayJournal(journalFile(folder));
    directory = memoryDirectory([container]);
    const clock = fastClock('2026-11-21T09:02:00.000Z');
    const site = { clock, directories: [{ forest: 'corp.contoso.com', baseDn: BASE, directory }], syncServers: [memorySyncServer('SYNC01', () => clock.now())] };
    world = { site, group: 'default', policy: POLICY, journal, log: { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() } };
  });
  afterEach(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = async (steps: readonly StepDraft[], step = 1, attempt = 1): Promise<{ readonly is: string; readonly says: string }> => {
    const answer = await runJob(world, stepJob(planWith(steps), { step, attempt }));
    if (answer.kind === 'step') return { is: answer.result.is, says: 'says' in answer.result ? (answer.result.says ?? '') : '' };
    return answer.kind === 'refused' ? { is: 'refused', says: answer.says } : assert.fail(answer.kind);
  };

  it('brings back what is in the recycle bin, and goes on with it in the same plan', async () => {
    directory.bin.push(deleted());
    const plan = [restore(), rename];
    assert.deepEqual(await run(plan), { is: 'applied', says: '' });
    assert.deepEqual(await run(plan, 2), { is: 'applied', says: '' });
    assert.deepEqual(directory.writes, ['restore', 'changeValues']);
  });

  it('goes on with what was brought back under another name, and only where the plan brought it', async () => {
    directory.bin.push(deleted());
    const brought = restore({ rdn: 'CN=John Smith (2)' });
    const step = { ...rename, params: { ...rename.params, object: GONE } } as StepDraft;
    assert.equal((await run([brought, step])).is, 'applied');
    assert.match((await run([step, rename], 1, 2)).says, /is CN=John Smith \(2\)/);
    assert.equal((await run([brought, step], 2)).is, 'applied');
  });

  const REFUSED: readonly (readonly [string, AdEntry, StepDraft, RegExp])[] = [
    ['an account that adminCount protects', deleted({ adminCount: ['1'] }), restore(), /is protected: /],
    ['an account that would be a member of Domain Admins again', deleted({ memberOf: [`CN=Domain Admins,OU=Groups,${BASE}`] }), restore(), /is protected: /],
    ['anything into a container that is not open', deleted(), restore({ to: `OU=Elsewhere,${BASE}` }), /does not let objects be moved to OU=Elsewhere/],
    ['an object that is called otherwise there', deleted(), restore({ object: { guid: JOHN.guid, dn: BIN_DN.replace('John', 'Jane') } }), /the object that the plan calls CN=Jane/],
  ];
  for (const [what, entry, step, expected] of REFUSED) {
    it(`does not bring back ${what}`, async () => {
      directory.bin.push(entry);
      directory.entries.push(group('Domain Admins', { objectSid: ['AQUAAAAAAAUVAAAAAQAAAAIAAAADAAAAAAIAAA=='] }));
      const result = await run([step]);
      assert.equal(result.is, 'refused');
      assert.match(result.says, expected);
      assert.deepEqual(directory.writes, []);
    });
  }

  it('changes a group without reading its members, and not for somebody who is called otherwise', async () => {
    directory.entries.push(group('Sales'), johnEntry());
    directory.before = (method) => assert.notEqual(method, 'byGuid');
    assert.match((await run([join_({ ...JOHN, dn: `CN=Jane Doe,${STAFF}` })])).says, /the object that the plan calls CN=Jane Doe.* is CN=John Smith/);
    assert.deepEqual(await run([join_()]), { is: 'applied', says: '' });
    assert.deepEqual(directory.writes, ['changeMember']);
  });

  it('does not change a protected group', async () => {
    directory.entries.push({ ...group('Sales', { adminCount: ['1'] }) }, johnEntry());
    assert.match((await run([join_()])).says, /is protected/);
  });

  it('keeps what was found before, so that flags can be taken back by hand', async () => {
    directory.entries.push(johnEntry({ userAccountControl: ['66050'] }));
    const enable: StepDraft = { operation: 'ad.set-enabled', says, params: { object: JOHN, before: false, after: true } };
    const plan = planWith([enable]);
    const undo: StepDraft = { operation: 'ad.set-enabled', says, params: { object: JOHN, before: true, after: false } };
    const withUndo = { ...plan, steps: plan.steps.map((step) => ({ ...step, undo: { is: 'steps' as const, step: undo } })) };
    const answer = await runJob(world, stepJob(withUndo));
    assert.ok(answer.kind === 'step' && answer.result.is === 'applied');
    assert.match(undoLdif(readJournalLines(journalFile(folder))), /delete: userAccountControl\nuserAccountControl: 66048\n-\nadd: userAccountControl\nuserAccountControl: 66050\n-/);
  });

  it('changes the suffixes of its own forest and of no other', async () => {
    const suffixes = (forest: string): StepDraft => ({ operation: 'ad.change-upn-suffixes', says, params: { forest, before: ['contoso.com'], after: ['contoso.com', 'fabrikam.com'] } });
    assert.match((await run([suffixes('other.example')])).says, /does not serve this step/);
    assert.equal((await run([suffixes('CORP.contoso.com')])).is, 'applied');
    assert.deepEqual(directory.suffixes, ['contoso.com', 'fabrikam.com']);
  });
});
