import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publishedSchemas } from '../src/boundary/published-schemas.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'schemas');

/** The published schemas as they are written to disk. */
export const schemaFiles = (): ReadonlyMap<string, string> => new Map([...publishedSchemas()].map(([name, schema]) => [name, `${JSON.stringify(schema, null, 1)}\n`]));

if (import.meta.main) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of schemaFiles()) writeFileSync(join(FOLDER, name), text);
}
