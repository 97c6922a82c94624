import { guidOfAnchor, isGuidAnchor } from '../model/anchor.ts';
import type { AdEntry, GlobalSettings } from '../model/evidence.ts';
import type { FromServer, Reading } from '../model/exhibits.ts';
import type { ObjectGuid } from '../model/ids.ts';
import { remembered, rememberedOfBoth } from '../model/remembered.ts';
import { firstOf } from './attributes.ts';
import { kindOfEntry } from './object-kind.ts';

const CONSISTENCY_GUID = 'ms-ds-consistencyguid';
const OBJECT_GUID = 'objectguid';
const ANCHOR_SETTING = 'Microsoft.SynchronizationOption.AnchorAttribute';
const UPN_SETTING = 'Microsoft.SynchronizationOption.UPNAttribute';

type Settings = Reading<readonly FromServer<GlobalSettings>[]>;

/** The value of one global setting; undefined when it was not read, is missing, or the servers disagree. */
function setting(settings: Settings, name: string): string | undefined {
  if (settings.state === 'unknown') return undefined;
  const values = settings.value.flatMap(({ value }) =>
    (value.Parameters ?? []).flatMap((each) => (each.Name?.toLowerCase() === name.toLowerCase() ? (each.Value?.trim() ?? []) : [])),
  );
  const [value] = values;
  return value !== undefined && value !== '' && values.every((each) => each.toLowerCase() === value.toLowerCase()) ? value : undefined;
}

/** The attribute that sourceAnchor is made of; undefined when not known. */
export const anchorAttribute = remembered((settings: Settings): string | undefined => setting(settings, ANCHOR_SETTING));

export const upnAttribute = remembered((settings: Settings): string | undefined => setting(settings, UPN_SETTING));

export const isGuidAttribute = (name: string): boolean => [CONSISTENCY_GUID, OBJECT_GUID].includes(name.toLowerCase());

export const isConsistencyGuid = (name: string): boolean => name.toLowerCase() === CONSISTENCY_GUID;

/**
 * What the sourceAnchor of an AD object can be: one value when the anchor attribute is known, else every value it might be.
 * Groups, contacts and devices always use objectGUID; an empty ConsistencyGuid is filled from objectGUID.
 */
export const anchorsOf = rememberedOfBoth((ad: AdEntry, settings: Settings): readonly string[] => {
  const own = firstOf(ad, 'objectGUID');
  const chosen = firstOf(ad, 'mS-DS-ConsistencyGuid') ?? own;
  const attribute = kindOfEntry(ad) === 'user' ? anchorAttribute(settings) : 'objectGUID';
  const candidates = attribute === undefined ? [chosen, own] : isConsistencyGuid(attribute) ? [chosen] : [firstOf(ad, attribute)];
  return [...new Set(candidates.flatMap((each) => each ?? []))];
});

/** Every GUID an AD object carries, as base64: objectGUID and mS-DS-ConsistencyGuid. */
export const guidsOf = remembered((ad: AdEntry): readonly string[] => ['objectGUID', 'mS-DS-ConsistencyGuid'].flatMap((name) => firstOf(ad, name) ?? []));

/** Ordinal comparison by octets: two spellings of the same base64 are the same anchor, other letters are another one. */
export const carriesAnchor = (ad: AdEntry, anchor: string): boolean => guidsOf(ad).includes(anchor);

export const objectGuidOf = (ad: AdEntry): ObjectGuid | null => guidOfAnchor(firstOf(ad, 'objectGUID') ?? '');

export { isGuidAnchor };
