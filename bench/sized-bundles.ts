import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const HEALTHY = join(import.meta.dirname, '..', 'test', 'bundles', 'healthy.json');

/** The complete bundle of a healthy account, as it stands in the tests. */
export const healthyBundle = (): string => readFileSync(HEALTHY, 'utf8');

/** How many others surround the account that is asked about. */
export interface Crowd {
  readonly entries: number;
  readonly users: number;
  readonly csObjects: number;
}

/** The healthy company grown: every further entry, cloud account and connector-space object has the shape of the first one and values of its own. */
export function grownBundle({ entries, users, csObjects }: Crowd): string {
  const bundle: unknown = JSON.parse(healthyBundle());
  const [forest, entra, server] = [at(bundle, 'directory', 'forests', 0), at(bundle, 'entra'), at(bundle, 'syncServers', 0)];
  grow(at(forest, 'entries'), entries);
  grow(at(entra, 'users'), users);
  grow(at(server, 'csObjects'), csObjects);
  return JSON.stringify(bundle, null, 2);
}

function grow(list: unknown, wanted: number): void {
  if (!Array.isArray(list)) throw new Error('the healthy bundle lacks a list');
  const model = JSON.stringify(list[0]);
  for (let number = list.length; number < wanted; number += 1) list.push(JSON.parse(renamed(model, number)));
}

/** The same thing for somebody else: other names, ids, anchors and SIDs. */
export function renamed(json: string, number: number): string {
  return json
    .replaceAll('jsmith', `person${number}`)
    .replaceAll('John Smith', `Person ${number}`)
    .replaceAll('john.smith', `person.${number}`)
    .replaceAll('TpwcjSo/bkucfSobPE1ebw==', guidOctets(number).toString('base64'))
    .replaceAll('AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAUAQAAA==', sidOctets(number).toString('base64'))
    .replaceAll('S-1-5-21-1111-2222-3333-1104', `S-1-5-21-1111-2222-3333-${5000 + number}`)
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, (id) => `${number.toString(16).padStart(8, '0')}${id.slice(8)}`);
}

export const guidOctets = (number: number): Buffer => Buffer.alloc(16, `person ${number} `);

function sidOctets(number: number): Buffer {
  const octets = Buffer.from('AQUAAAAAAAUVAAAAVwQAAK4IAAAFDQAAUAQAAA==', 'base64');
  octets.writeUInt32LE(5000 + number, octets.length - 4);
  return octets;
}

export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined), value);
}
