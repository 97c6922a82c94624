import type { MoreSuffixes } from '../causes/data/upn-suffix-not-verified.ts';
import type { Repair } from '../causes/repair.ts';
import { valueRepairs } from './value-repairs.ts';
import { defineRemedy } from './remedy.ts';

/** The same as making the own address the sign-in name, once administrators of the forest may choose its suffix. */
export const offerSuffixFirst = defineRemedy<{ readonly widened: Repair | null; readonly more: MoreSuffixes | null }>({
  id: 'offer-suffix-first',
  title: 'Offer the suffix in the forest, then rename',
  risk: 'high',
  undo: 'full',
  notTogetherWith: valueRepairs.renameToOwnAddress.notTogetherWith,
  says: (facts, subject) => `Add ${added(facts.more)} to the UPN suffixes of the forest ${facts.more?.forest ?? ''}, where every administrator may then choose it. ${valueRepairs.renameToOwnAddress.says({ repair: facts.widened }, subject)}`,
  steps({ widened, more }, subject) {
    const rename = more === null ? null : valueRepairs.renameToOwnAddress.steps({ repair: widened }, subject);
    return more === null || rename === null ? null : [{ operation: 'ad.change-upn-suffixes', params: more, says: `Add ${added(more)} to the UPN suffixes of ${more.forest}` }, ...rename];
  },
});

const added = (more: MoreSuffixes | null): string => more?.after.filter((each) => !more.before.includes(each)).join(', ') ?? '';
