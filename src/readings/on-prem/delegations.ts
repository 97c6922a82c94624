import { guidOfAnchor } from '../../model/anchor.ts';
import { entryValues } from '../../model/entry-values.ts';
import type { AdEntry, ContainerAccess, ForestDocument } from '../../model/evidence.ts';
import { sidText } from '../../model/sid-text.ts';
import type { AccessList } from '../../ports/directory.ts';
import { attempt } from './domains.ts';
import type { Domain } from './world.ts';

/**
 * Who may do what in these containers by their own access lists. One that may not be read is left out, and nothing else suffers: it is for whoever moves
 * an object to say that it was not read. The domain itself is none of them.
 */
export async function delegationsOf({ directory }: Domain, containers: readonly AdEntry[]): Promise<{ readonly sections: Pick<ForestDocument, 'delegations'> }> {
  const guids = containers.filter(({ dn }) => !/^\s*dc\s*=/iu.test(dn)).flatMap((entry) => guidOfAnchor(entryValues(entry, 'objectGUID')[0] ?? '') ?? []);
  if (guids.length === 0) return { sections: {} };
  const lists = await attempt(() => directory.accessLists(guids));
  if (!lists.ok) return { sections: {} };
  const names = await namesOf(directory, lists.value);
  const delegations = lists.value.flatMap(({ dn, inherits, grants = [] }): readonly ContainerAccess[] => (inherits === null ? [] : [{ dn, inherits, grants: grants.map(({ sid, may }) => ({ trustee: names.get(sid) ?? sid, may })) }]));
  return { sections: { delegations } };
}

/** Everybody who has signed in, and everybody: no object of a domain bears these. */
const EVERYBODY: ReadonlyMap<string, string> = new Map([['S-1-1-0', 'Everyone'], ['S-1-5-11', 'Authenticated Users']]);

async function namesOf(directory: Domain['directory'], lists: readonly AccessList[]): Promise<ReadonlyMap<string, string>> {
  const sids = [...new Set(lists.flatMap(({ grants = [] }) => grants.map(({ sid }) => sid)))].filter((sid) => !EVERYBODY.has(sid));
  const found = sids.length === 0 ? null : await attempt(() => directory.withSids(sids.map(octetsOf)));
  const named = found?.ok === true ? found.value.flatMap((entry) => entryValues(entry, 'objectSid').map((sid) => [sidText(sid) ?? '', entryValues(entry, 'sAMAccountName')[0] ?? entry.dn] as const)) : [];
  return new Map([...EVERYBODY, ...named]);
}

/** `S-1-5-21-…` → base64 of the octets ([MS-DTYP] 2.4.2.2) */
function octetsOf(text: string): string {
  const [, , authority = '0', ...parts] = text.split('-');
  const octets = Buffer.alloc(8 + 4 * parts.length);
  octets.writeUInt8(1, 0);
  octets.writeUInt8(parts.length, 1);
  octets.writeUIntBE(Number(authority), 2, 6);
  parts.forEach((part, at) => octets.writeUInt32LE(Number(part), 8 + 4 * at));
  return octets.toString('base64');
}
