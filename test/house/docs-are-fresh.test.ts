import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeDocs } from '../../tools/write-docs.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'causes');

describe('docs/causes', () => {
  it('holds a page for every cause and no other', () => assert.deepEqual(readdirSync(FOLDER).toSorted(), [...causeDocs().keys()].toSorted()));
  for (const [name, page] of causeDocs()) it(`${name} is as node tools/write-docs.ts writes it`, () => assert.equal(readFileSync(join(FOLDER, name), 'utf8'), page));
});
