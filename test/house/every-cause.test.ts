import assert from 'node:assert/strict';
import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { NOT_EXPRESSIBLE } from '../../lab/company/breakages/not-expressible.ts';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { countRemedyKinds, remedyKindOf } from '../../src/catalogue/remedy-kind.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const files = globSync('src/causes/*/*.ts', { cwd: ROOT }).map((file) => basename(file, '.ts')).filter((name) => name !== 'anchor-cures');

describe('every cause', () => {
  it('that has a file is in the catalogue, once', () => assert.deepEqual(CATALOGUE.map(({ text }) => text.id).toSorted(), files.toSorted()));

  for (const { text, remedies } of CATALOGUE) {
    describe(text.id, () => {
      it('has a title, a reason, a way to see it, a repair by hand and a source', () => {
        for (const words of [text.title, text.why, text.byHand]) assert.ok(words.length > 10, words);
        assert.ok(text.checkYourself.length >= 3);
        assert.match(text.learnMore, /^https:\/\/learn\.microsoft\.com\//);
      });
      it('stands in the folder of its area', () => assert.ok(existsSync(join(ROOT, 'src', 'causes', text.area, `${text.id}.ts`))));
      it('has a table test', () => assert.ok(existsSync(join(ROOT, 'test', 'causes', text.area, `${text.id}.test.ts`))));
      it('has a breakage in the lab or a reason why not, never both', () => assert.notEqual(existsSync(join(ROOT, 'lab', 'company', 'breakages', `${text.id}.ts`)), text.id in NOT_EXPRESSIBLE));
      it('has a page', () => assert.ok(existsSync(join(ROOT, 'docs', 'causes', `${text.id}.md`))));
      it('waits only for causes that exist, and gives way only to such', () => assert.deepEqual([...text.fixAfter, ...(text.maskedBy ?? [])].filter((id) => !files.includes(id)), []));
      it('has a remedy, steps for people that are watched, or the reason why there is none', () => assert.ok(remedyKindOf({ text, remedies }) !== 'reason' || (text.whyByHand ?? '').length > 10));
      it('is never repaired by the bot where it is only known from old systems or its effect is not confirmed', () => assert.ok(text.mark === undefined || remedies.length === 0));
    });
  }

  for (const [relation, next] of [['waits for', 'fixAfter'], ['gives way to', 'maskedBy']] as const) {
    it(`${relation} no cause that, in the end, ${relation} itself`, () => assert.deepEqual(CATALOGUE.filter(({ text }) => reaches(text.id, next).includes(text.id)).map(({ text }) => text.id), []));
  }

  it('is counted in one kind of remedy, and most of them have one', () => {
    const { bot, people, reason } = countRemedyKinds(CATALOGUE);
    assert.equal(bot + people + reason, CATALOGUE.length);
    assert.ok(reason < CATALOGUE.length / 7, `${reason} have none`);
  });

  it('is named rightly by every remedy that must not be offered beside it', () => {
    for (const { remedies } of CATALOGUE) for (const { id, notTogetherWith } of remedies) assert.deepEqual(notTogetherWith.filter((other) => !files.includes(other)), [], id);
  });
});

/** Every cause that can be reached from one by a relation. */
function reaches(from: string, relation: 'fixAfter' | 'maskedBy'): readonly string[] {
  const seen = new Set<string>();
  const walk = (id: string): void => {
    for (const next of CATALOGUE.find(({ text }) => text.id === id)?.text[relation] ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      walk(next);
    }
  };
  walk(from);
  return [...seen];
}
