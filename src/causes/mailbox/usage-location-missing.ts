import { accountOf } from '../../deduce/cloud-account.ts';
import { firstOf } from '../../deduce/attributes.ts';
import { exportingServer } from '../../deduce/exporting-server.ts';
import { tenantHasExchange, unsettledAssignment } from '../../deduce/licences.ts';
import { licenceChangesOf } from '../../deduce/licence-changes.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { Evidence } from '../../model/exhibits.ts';
import type { Subject } from '../../model/subject.ts';
import { cannotTell, notApplicable, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';
import { repairOf, valuesTo, type Repair } from '../repair.ts';

export const usageLocationMissing = defineCause({
  id: 'usage-location-missing',
  area: 'mailbox',
  layer: 6,
  title: 'No usage location',
  why: 'A licence can be assigned to a person only when the account says in which country it is used. Licences through a group fall back to the location of the tenant.',
  checkYourself: ['Open the user in the Entra admin center.', 'Look at Usage location under Properties.', 'The country in AD (c, co) does not fill it; msExchUsageLocation does.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: [],
  byHand: 'Set the usage location of the user in Entra, or msExchUsageLocation in AD where AD masters it. Then assign the licence.',
  byHandRisk: { risk: 'low', undo: 'full' },
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['entra.subscribedSkus', 'entra.directoryAudits', 'syncServers.globalSettings', 'directory.exchangeSchema', 'syncServers.scheduler'],

  judge(_, { subject, also }) {
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    if (account.usageLocation === undefined) return cannotTell('entra.users');
    if (account.usageLocation !== null && account.usageLocation.trim() !== '') return ruledOut(`its usage location is ${account.usageLocation}`);
    const states = account.licenseAssignmentStates ?? [];
    const complaint = states.find((each) => /usage ?location/i.test(each.error ?? ''));
    const evidence: EvidenceItem[] = [inEntra('usageLocation', 'null', account.id)];
    const facts = { ...locationCure(subject, account.id, also), name: account.userPrincipalName ?? account.id, dn: subject.ad?.dn ?? null };
    if (complaint !== undefined) return { is: 'confirmed', facts, evidenceClass: speaksOfTheTenant(complaint.error) ? 'B' : 'A', evidence: [...evidence, inEntra('licenseAssignmentStates: error', complaint.error ?? '', account.id)] };
    const attempt = licenceChangesOf(account, also)?.[0];
    if (attempt?.succeeded === false && /usage ?location/i.test(attempt.reason)) return { is: 'confirmed', facts, evidenceClass: 'A', evidence: [...evidence, inEntra(`directoryAudits: ${attempt.activity}`, attempt.reason, attempt.time.toISOString())], statedAt: attempt.time.toISOString() };
    if (account.accountEnabled === false) return ruledOut('the account is blocked, so no licence is wanted');
    if (states.length > 0 && states.every((each) => typeof each.assignedByGroup === 'string' && each.assignedByGroup !== '')) return ruledOut('its licences come through a group, which falls back to the location of the tenant');
    if (unsettledAssignment(account)?.byGroup === true) return ruledOut('a licence through a group is on its way');
    if (tenantHasExchange(knownOf(also['entra.subscribedSkus'])) === false) return ruledOut('the tenant owns no licence that could be wanted');
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ name }) => `${name} has no usage location, so a licence cannot be assigned to it directly.`,
});

/** `ProhibitedInUsageLocationViolation` without a location of the user judges by the location of the tenant. */
const speaksOfTheTenant = (error: string | null | undefined): boolean => /prohibited/i.test(error ?? '');

interface LocationCure {
  /** Where AD masters the location. */
  readonly repair: Repair | null;
  /** Where only the cloud has one. */
  readonly inCloud: { readonly userId: string; readonly location: string } | null;
}

/** The country in the address of the account, into the attribute that masters the location: where the forest has it and the rules of Exchange apply, a value of the cloud may be overwritten. */
function locationCure({ ad }: Subject, userId: string, also: Pick<Evidence, 'directory.exchangeSchema' | 'syncServers.scheduler'>): LocationCure {
  const location = ad === undefined ? undefined : firstOf(ad, 'c')?.trim().toUpperCase();
  const exchange = knownOf(also['directory.exchangeSchema']);
  if (ad === undefined || location === undefined || !/^[A-Z]{2}$/.test(location) || exchange === undefined || firstOf(ad, 'msExchUsageLocation') !== undefined) return { repair: null, inCloud: null };
  const mastered = exchange && firstOf(ad, 'mailNickname') !== undefined;
  return mastered ? { repair: repairOf(ad, [valuesTo(ad, 'msExchUsageLocation', [location])], exportingServer(also['syncServers.scheduler'])), inCloud: null } : { repair: null, inCloud: { userId, location } };
}
