import { z } from 'zod';
import { diagnosisShape } from './diagnosis-shape.ts';
import { bundleShape } from './evidence-bundle.ts';
import { localPolicyShape } from './local-policy.ts';
import { relayConfigShape } from './relay-config.ts';
import { UNWRAPPABLE } from './sync-server-shapes.ts';

/** JSON Schemas (draft 2020-12) of the two formats that others write and read, and of the relay's two files, by file name. Made from the very shapes that parse and answer. */
export const publishedSchemas = (): ReadonlyMap<string, object> =>
  new Map([
    ['syncwhy-evidence-1.schema.json', { ...evidenceSchema(), title: 'syncwhy-evidence/1' }],
    ['syncwhy-diagnosis-1.schema.json', { ...z.toJSONSchema(diagnosisShape, { io: 'input' }), title: 'syncwhy-diagnosis/1' }],
    ['syncwhy-relay-1.schema.json', { ...z.toJSONSchema(relayConfigShape, { io: 'input', unrepresentable: 'any' }), title: 'relay.yaml, the configuration of a relay' }],
    ['syncwhy-local-policy-1.schema.json', { ...z.toJSONSchema(localPolicyShape, { io: 'input', unrepresentable: 'any' }), title: 'local-policy.yaml, what a relay may do' }],
  ]);

function evidenceSchema(): object {
  const schema = z.toJSONSchema(bundleShape, { io: 'input', unrepresentable: 'any', reused: 'ref' });
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, withSingleItems(part, schema.$defs ?? {})]));
}

type Part = Readonly<Record<string, unknown>>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null && !Array.isArray(value);
const MARKS = Object.keys(UNWRAPPABLE);
const DEFS = '#/$defs/';

/** Where a list of one may stand without brackets, the schema takes the bare item too. */
function withSingleItems(part: unknown, defs: Part): unknown {
  if (Array.isArray(part)) return part.map((each) => withSingleItems(each, defs));
  if (!isPart(part)) return part;
  const rest = Object.fromEntries(Object.entries(part).flatMap(([key, value]) => (MARKS.includes(key) ? [] : [[key, withSingleItems(value, defs)]])));
  const place = MARKS.some((mark) => part[mark] === true) ? itemPlace(part['$ref'], defs) : undefined;
  return place === undefined ? rest : { anyOf: [rest, { $ref: place }] };
}

/** Where the shape of the items of a list, or of a list or null, is defined. */
function itemPlace(reference: unknown, defs: Part): string | undefined {
  if (typeof reference !== 'string') return undefined;
  const list = defs[reference.replace(DEFS, '')];
  const ways: readonly unknown[] = isPart(list) && Array.isArray(list['anyOf']) ? list['anyOf'] : [];
  const at = ways.findIndex((way) => isPart(way) && way['type'] === 'array');
  return at === -1 ? undefined : `${reference}/anyOf/${String(at)}/items`;
}
