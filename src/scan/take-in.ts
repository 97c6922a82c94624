import { kindOfEntry } from '../deduce/object-kind.ts';
import { isAtOrBelow } from '../model/distinguished-name.ts';
import type { AdEntry, SubscribedSku } from '../model/evidence.ts';
import type { ScanRequest } from '../model/scan.ts';
import { CLOUD_LISTS, type CloudList } from '../ports/tenant-lists.ts';
import { addCloudKeys, type ListedCloudObject } from './cloud-keys.ts';
import { addEntryKeys, DistinctKeys } from './entry-keys.ts';
import { UNLIKE } from './likeness.ts';
import { createOrdinaryAccount } from './ordinary-account.ts';
import { ordinaryEntry } from './ordinary-entry.ts';
import type { ScanFacts } from './scan-facts.ts';
import { MARKS } from './scan-side.ts';
import type { ScanState } from './scan-state.ts';

/** Kinds of AD objects that a scan takes in, in the order of their numbers. */
export const SCANNED_KINDS = ['user', 'group', 'contact'] as const;
export type ScannedKind = (typeof SCANNED_KINDS)[number];

/** Lays objects down as they come. */
export interface Intake {
  /** False for what is no object of synchronisation. */
  entry(entry: AdEntry, forest: string): boolean;
  account(list: CloudList, object: ListedCloudObject): void;
}

export function createIntake(state: ScanState, facts: ScanFacts, whatIf: ScanRequest['whatIf']): Intake {
  const { room, directory, entra } = state;
  const keys = new DistinctKeys();
  const skus = facts.evidence['entra.subscribedSkus'];
  const ordinaryAccount = createOrdinaryAccount(skus.state === 'known' ? (skus.value satisfies readonly SubscribedSku[]) : undefined);
  const asked = [...(whatIf?.into ?? []), ...(whatIf?.outOf ?? [])];
  return {
    entry(entry, forest) {
      const like = ordinaryEntry(entry, facts.ordinary);
      const kind = like === null ? kindOfEntry(entry) : 'user';
      const list = SCANNED_KINDS.findIndex((each) => each === kind);
      if (kind === null || list < 0) return false;
      keys.clear();
      const pairs = addEntryKeys(keys, entry, kind, facts.keys);
      directory.begin();
      keys.pourInto(directory.keys);
      const predicted = asked.some((container) => isAtOrBelow(entry.dn, container));
      const marks = (like === null ? 0 : MARKS.ordinary) | (pairs ? MARKS.pairs : 0) | (predicted ? MARKS.predicted : 0);
      directory.end({ list, marks, like: like ?? UNLIKE, text: ENCODER.encode(JSON.stringify({ dn: entry.dn, attributes: entry.attributes, forest })), room });
      return true;
    },
    account(list, object) {
      const like = list === 'users' ? ordinaryAccount(object) : null;
      keys.clear();
      const pairs = addCloudKeys(keys, object, list);
      entra.begin();
      keys.pourInto(entra.keys);
      const marks = (like === null ? 0 : MARKS.ordinary) | (pairs ? MARKS.pairs : 0) | (object.onPremisesSyncEnabled === true ? MARKS.synced : 0) | (isTroubled(object) ? MARKS.troubled : 0);
      entra.end({ list: CLOUD_LISTS.indexOf(list), marks, like: like ?? UNLIKE, text: ENCODER.encode(JSON.stringify(object)), room });
    },
  };
}

const isTroubled = ({ onPremisesProvisioningErrors: errors = [], serviceProvisioningErrors: refusals = [], licenseAssignmentStates: states = [] }: ListedCloudObject): boolean =>
  errors.length > 0 || refusals.some(({ isResolved }) => isResolved !== true) || states.some(({ state }) => state === 'Error' || state === 'ActiveWithError');

const ENCODER = new TextEncoder();
