import type { AdObject, Evidence, ExhibitName } from '../model/exhibits.ts';
import { CLOUD_SECTION, cloudObjectOf } from './cloud-object.ts';
import { allMembersRead, memberEntries } from './members-of.ts';
import { kindOfEntry } from './object-kind.ts';
import { knownOf } from './reading.ts';
import { isFilteredByDefaultRules, isOutside, scopeOf } from './scope.ts';

export const MEMBER_SOURCES = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.devices', 'syncServers.globalSettings', 'syncServers.connectors'] as const satisfies readonly ExhibitName[];

/** What is known of the members of a group in Entra. */
export interface MemberStanding {
  /** Members without an object in Entra; `out` when the configuration keeps them out. */
  readonly missing: readonly { readonly entry: AdObject; readonly out: boolean }[];
  /** Sections of Entra that would be needed for some members and were not read. */
  readonly unread: readonly ExhibitName[];
  /** Every member was read as an entry of its own. */
  readonly complete: boolean;
}

/** Members of other forests and public folders are left out: they have no object of their own kind in Entra. */
export function memberStanding(group: AdObject, entries: readonly AdObject[], evidence: Pick<Evidence, (typeof MEMBER_SOURCES)[number]>): MemberStanding {
  const members = memberEntries(group, entries);
  const asked = members.flatMap((entry) => {
    const kind = kindOfEntry(entry);
    return kind === null ? [] : [{ entry, kind }];
  });
  const connectors = knownOf(evidence['syncServers.connectors']);
  return {
    missing: asked
      .filter(({ entry, kind }) => evidence[CLOUD_SECTION[kind]].state === 'known' && cloudObjectOf({ asked: '', kind, ad: entry, cloud: undefined }, evidence) === undefined)
      .map(({ entry }) => ({ entry, out: isFilteredByDefaultRules(entry) || (connectors !== undefined && isOutside(scopeOf(entry.dn, connectors))) })),
    unread: [...new Set(asked.map(({ kind }) => CLOUD_SECTION[kind]).filter((section) => evidence[section].state === 'unknown'))],
    complete: allMembersRead(group, members),
  };
}
