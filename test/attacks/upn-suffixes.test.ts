import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalPolicy } from '../../src/boundary/local-policy.ts';
import type { RelayAnswer } from '../../src/model/relay-job.ts';
import { signJob } from '../../src/protocol/sign-job.ts';
import { fastClock } from '../ports/fast-clock.ts';
import { memoryDirectory, type MemoryDirectory } from '../ports/memory-directory.ts';
import { planWith, stepJob } from '../ports/relay-jobs.ts';
import { newJobKey, relayInHand } from './relays-in-hand.ts';

/** Somebody has the key of the bot, and asks the relay with perfectly signed jobs to let people sign in under another domain. */
describe('the UPN suffixes of a forest, asked for by a bot that was taken over', () => {
  const BASE = 'DC=corp,DC=contoso,DC=com';
  const key = newJobKey();
  let folder: string;
  let directory: MemoryDirectory;
  let asked = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-suffixes-'));
    directory = memoryDirectory([]);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function ask(policy: Partial<LocalPolicy>, before: readonly string[], after: readonly string[]): Promise<RelayAnswer | null> {
    const relay = relayInHand({
      relayId: `relay-${(asked += 1)}`, folder, baseDn: BASE, directory, clock: fastClock('2026-11-21T09:02:00.000Z'), botKey: key.publicJwk,
      policy: { readOnly: false, operations: ['ad.change-upn-suffixes'], writableContainers: [BASE], objectsPerHour: 50, protectedNames: [], ...policy },
    });
    const plan = planWith([{ operation: 'ad.change-upn-suffixes', params: { forest: 'corp.contoso.com', before, after }, says: 'Add a suffix' }], { targets: [{ key: 'forest:corp.contoso.com', displayName: 'corp.contoso.com' }] });
    try {
      return await relay.take(await signJob(stepJob(plan), relay.relayId, key));
    } finally {
      await relay.close();
    }
  }

  const REFUSED: readonly (readonly [string, Partial<LocalPolicy>, readonly string[], RegExp])[] = [
    ['none is listed', {}, ['contoso.com', 'evil.example'], /evil\.example is not among the UPN suffixes.*upnSuffixes/],
    ['the list is empty', { upnSuffixes: [] }, ['contoso.com', 'fabrikam.com'], /fabrikam\.com is not among/],
    ['another one is listed', { upnSuffixes: ['fabrikam.com'] }, ['contoso.com', 'evil.example'], /evil\.example is not among/],
    ['one of two is listed', { upnSuffixes: ['fabrikam.com'] }, ['contoso.com', 'fabrikam.com', 'evil.example'], /evil\.example is not among/],
    ['it ends like one that is listed', { upnSuffixes: ['fabrikam.com'] }, ['contoso.com', 'evil.fabrikam.com'], /evil\.fabrikam\.com is not among/],
    ['it holds one that is listed and more', { upnSuffixes: ['fabrikam.com'] }, ['contoso.com', 'fabrikam.com\nevil.example'], /is not among/],
    ['one that is not listed is taken away', { upnSuffixes: ['fabrikam.com'] }, ['fabrikam.com'], /^.*contoso\.com is not among/],
    ['the operation is not listed, whatever else is', { operations: ['ad.move'], upnSuffixes: ['evil.example'] }, ['contoso.com', 'evil.example'], /not among the operations/],
  ];
  for (const [when, policy, after, says] of REFUSED) {
    it(`are left as they are when ${when}`, async () => {
      const answer = await ask(policy, ['contoso.com'], after);
      assert.match(answer !== null && 'says' in answer ? answer.says : JSON.stringify(answer), says);
      assert.deepEqual(directory.suffixes, ['contoso.com']);
    });
  }

  it('are changed only by what the site has listed, whatever its case, there and back', async () => {
    const listed = { upnSuffixes: ['Fabrikam.com'] };
    assert.equal((await ask(listed, ['contoso.com'], ['contoso.com', 'fabrikam.com']))?.kind, 'step');
    assert.deepEqual(directory.suffixes, ['contoso.com', 'fabrikam.com']);
    assert.equal((await ask(listed, ['contoso.com', 'fabrikam.com'], ['contoso.com']))?.kind, 'step');
    assert.deepEqual(directory.suffixes, ['contoso.com']);
  });
});
