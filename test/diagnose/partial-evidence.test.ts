import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBundle } from '../../src/boundary/evidence-bundle.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/model/diagnosis.ts';

const FOLDER = join(import.meta.dirname, '..', 'bundles');
const bundles = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
const SECTIONS = ['directory.entries', 'directory.deleted', 'entra.users', 'entra.deletedUsers', 'entra.roleAssignments', 'syncServers.scheduler', 'syncServers.connectors', 'syncServers.csObjects', 'syncServers.globalSettings'];
/** Remedies that hand a cloud account over to an AD account. */
const TAKEOVERS = ['move-back-into-scope', 'set-cloud-anchor', 'write-consistency-guid', 'clear-cloud-anchor'];

const answer = (name: string, unread: readonly string[]) => {
  const bundle = JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { readonly unread?: readonly unknown[] };
  const parsed = parseBundle(JSON.stringify({ ...bundle, unread: [...(bundle.unread ?? []), ...unread.map((what) => ({ what, why: 'failed' }))] }));
  return parsed.ok ? diagnose(parsed.document, CATALOGUE) : assert.fail(parsed.says);
};
const offers = (findings: readonly Finding[]) => findings.flatMap(({ cause, remedy }) => (remedy?.by === 'bot' ? [{ cause, remedy: remedy.id }] : []));

describe('what could not be read', () => {
  for (const name of bundles) {
    it(`takes offers away and adds none (${name})`, () => {
      const all = offers(answer(name, []).findings);
      for (const section of SECTIONS) {
        const { findings, cannotTell } = answer(name, [section]);
        for (const { cause, remedy } of offers(findings)) {
          assert.ok(all.some((each) => each.cause === cause && each.remedy === remedy), `${remedy} is offered only without ${section}`);
          const risky = CATALOGUE.find(({ text }) => text.id === cause)?.remedies.find(({ id }) => id === remedy)?.notTogetherWith ?? [];
          assert.deepEqual(cannotTell.filter((each) => risky.includes(each.cause)), [], `${remedy} without ${section}: what would make it harmful could not be looked for`);
        }
      }
    });
  }

  it('leaves the reason open: it does not say that no cause explains it', () => {
    const { verdict, findings, summary } = answer('ou-not-selected.json', ['syncServers.connectors']);
    assert.deepEqual([verdict, findings.map(({ cause }) => cause)], ['not-synced', []]);
    assert.match(summary, /the reason cannot be said, because .*syncServers\.connectors.* could not be read\.$/);
  });

  it('of directory roles leaves every takeover of a cloud account to a human', () => {
    const [before, after] = [[], ['entra.roleAssignments']].map((unread) => bundles.flatMap((name) => offers(answer(name, unread).findings)).filter(({ remedy }) => TAKEOVERS.includes(remedy)).length);
    assert.ok(before !== undefined && before > 0, 'no bundle has a takeover');
    assert.equal(after, 0);
  });
});
