import type { Client, Filter } from 'ldapts';
import { OCTET_ATTRIBUTES } from './entry-attributes.ts';

const NO_LIMIT_SECONDS = 600;

export interface Asked {
  readonly scope: 'base' | 'one' | 'sub';
  readonly attributes: readonly string[];
  readonly filter?: Filter | undefined;
}

/** `sizeLimit` is never sent: ldapts would take a cut answer for a whole one. Its own time limit of ten seconds is raised. */
export function searchOptions({ scope, attributes, filter }: Asked): Parameters<Client['search']>[1] {
  return { scope, attributes: [...attributes], explicitBufferAttributes: octetsAmong(attributes), timeLimit: NO_LIMIT_SECONDS, ...(filter === undefined ? {} : { filter }) };
}

/** ldapts compares each attribute of each entry with all of these. */
function octetsAmong(attributes: readonly string[]): string[] {
  const asked = new Set(attributes.map((name) => name.toLowerCase().replace(/;.*$/, '')));
  return OCTET_ATTRIBUTES.filter((name) => asked.has(name.toLowerCase()));
}
