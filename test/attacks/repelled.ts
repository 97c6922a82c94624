import assert from 'node:assert/strict';
import type { KeptEvent } from '../../src/ports/store.ts';

/** Where an attack would leave a trace: the directories as they wrote it down themselves, and the audit of the product. */
export interface Watched {
  /** Changes that were asked of AD and of Entra ID so far, also those that were refused. */
  readonly changes: () => Promise<readonly unknown[]>;
  readonly trail: () => Promise<readonly KeptEvent[]>;
}

export interface Repelled {
  /** Does it, and resolves with what the person was told. */
  readonly attack: () => Promise<string>;
  readonly rule: string;
  readonly says: RegExp;
}

const FOREIGN = /node_modules|\.ts:\d|\bat async\b|\w*Error:|SQLITE|ECONN|LDAP|0x[0-9a-f]{4}|DSID|\bstack\b|undefined|\[object|NaN/;

/** An attack that got nothing: neither directory was asked for a change, the audit names the rule, and the person got a clear sentence. */
export async function repelled(watched: Watched, { attack, rule, says }: Repelled): Promise<readonly KeptEvent[]> {
  const changes = await watched.changes();
  const before = (await watched.trail()).length;
  const told = await attack();
  const events = (await watched.trail()).slice(before);
  assert.deepEqual(await watched.changes(), changes, 'a directory was asked for a change');
  assert.ok(events.some((event) => event.rule === rule), `the audit does not name ${rule}: ${JSON.stringify(events.map(({ event, rule: named }) => [event, named]))}`);
  assert.match(told, says);
  isClear(told);
  return events;
}

/** Words for a person: a whole sentence without the words of machines. */
export function isClear(told: string): void {
  assert.doesNotMatch(told, FOREIGN);
  assert.match(told, /[A-Z][^.]+ [^.]+\.?/);
}
