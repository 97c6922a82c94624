import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CATALOGUE } from '../../src/catalogue/index.ts';
import { DESCRIBED, type Clauses } from '../causes/describe-cause.ts';

const FOLDER = join(import.meta.dirname, '..', 'causes');
const load = (pattern: string): Promise<readonly object[]> => Promise.all(globSync(pattern, { cwd: FOLDER }).map((file) => import(pathToFileURL(join(FOLDER, file)).href) as Promise<object>));

// Loading the tables registers their rows; mocha has loaded most of them already.
await load('*/*.test.ts');
const clauses: Clauses = Object.assign({}, ...(await load('*/clauses.ts')).map((each) => (each as { readonly CLAUSES: Clauses }).CLAUSES)) as Clauses;

describe('every clause of the literature', () => {
  it('belongs to a cause of the catalogue, and every cause has its clauses', () => assert.deepEqual(Object.keys(clauses).toSorted(), CATALOGUE.map(({ text }) => text.id).toSorted()));

  for (const [id, { decide, traps, advice = 0 }] of Object.entries(clauses)) {
    it(`of ${id} has a row: ${decide} to confirm it, ${traps - advice} to rule it out`, () => {
      const rows = DESCRIBED.get(id) ?? { confirms: 0, others: 0 };
      assert.ok(rows.confirms >= decide, `${rows.confirms} confirming rows for ${decide} clauses`);
      assert.ok(rows.others >= Math.max(1, traps - advice), `${rows.others} other rows for ${traps} traps`);
    });
  }
});
