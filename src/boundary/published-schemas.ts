import { z } from 'zod';
import { diagnosisShape } from './diagnosis-shape.ts';
import { bundleShape } from './evidence-bundle.ts';

/** JSON Schemas (draft 2020-12) of the two formats that others write and read, by file name. Made from the very shapes that parse and answer. */
export const publishedSchemas = (): ReadonlyMap<string, object> =>
  new Map([
    ['syncwhy-evidence-1.schema.json', { ...z.toJSONSchema(bundleShape, { io: 'input', unrepresentable: 'any', reused: 'ref' }), title: 'syncwhy-evidence/1' }],
    ['syncwhy-diagnosis-1.schema.json', { ...z.toJSONSchema(diagnosisShape, { io: 'input' }), title: 'syncwhy-diagnosis/1' }],
  ]);
