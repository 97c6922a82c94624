import { accountOf } from '../../deduce/cloud-account.ts';
import { exchangeLicence, tenantHasExchange, unsettledAssignment } from '../../deduce/licences.ts';
import { refusalsOf } from '../../deduce/licence-refusals.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { CloudUser, SubscribedSku } from '../../model/evidence.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const licenceMissing = defineCause({
  id: 'licence-missing',
  area: 'mailbox',
  layer: 6,
  title: 'The account has no licence with the service',
  why: 'The account arrives in Entra, but without an enabled Exchange plan it gets no mailbox. This is typical after an account was deleted and made again.',
  checkYourself: ['Open the user in the Microsoft 365 admin center, Licenses and apps.', 'Look for a licence whose Exchange plan is switched on.', 'Look whether a group is about to assign one.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/license-users-groups',
  fixAfter: ['usage-location-missing'],
  byHand: 'Assign a licence with an Exchange plan, the one the person had before where that is known.',
  byHandRisk: { risk: 'low', undo: 'full' },
  maskedBy: ['licence-no-seats', 'mailbox-lost-with-licence'],
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: ['entra.subscribedSkus', 'entra.directoryAudits', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const account = accountOf(subject, also);
    if (account === undefined || account.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised cloud account');
    const skus = knownOf(also['entra.subscribedSkus']);
    const licence = exchangeLicence(account, skus);
    if (licence === 'licensed') return ruledOut('an Exchange plan is assigned and enabled');
    if (account.accountEnabled === false) return ruledOut('the account is blocked, so no licence is wanted');
    const unsettled = unsettledAssignment(account);
    if (unsettled !== undefined) return ruledOut(`a licence is on its way or was refused (${unsettled.state})`);
    if (refusalsOf(account, also).length > 0) return ruledOut('a licence was refused: that error says why');
    if (licence === 'unknown') return cannotTell(account.assignedLicenses === undefined ? 'entra.users' : 'entra.subscribedSkus');
    if (tenantHasExchange(skus) === false) return ruledOut('the tenant owns no licence with Exchange');
    const assigned = (account.assignedLicenses ?? []).map((each) => skus?.find(({ skuId }) => skuId === each.skuId)?.skuPartNumber ?? each.skuId ?? '').join(', ');
    return { is: 'confirmed', facts: { id: account.id, offer: onlyLicence(account, skus), name: account.userPrincipalName ?? account.id, assigned }, evidenceClass: 'B', evidence: [inEntra('assignedLicenses', assigned === '' ? '(none)' : assigned, account.id)] };
  },

  explain: ({ name, assigned }) => (assigned === '' ? `${name} has no licence at all, so there is no mailbox.` : `${name} has ${assigned}, but no enabled Exchange plan, so there is no mailbox.`),
});

/** The only licence with a mailbox of which a seat is free; null where people have to choose, or where no licence can be given yet. */
function onlyLicence(account: CloudUser, skus: readonly SubscribedSku[] | undefined): { readonly skuId: string; readonly skuName: string } | null {
  const suitable = (skus ?? []).filter((sku) => tenantHasExchange([sku]) === true);
  const free = suitable.filter(({ consumedUnits, prepaidUnits }) => typeof consumedUnits === 'number' && typeof prepaidUnits?.enabled === 'number' && consumedUnits < prepaidUnits.enabled);
  const [only, another] = free;
  const isAssigned = (account.assignedLicenses ?? []).some(({ skuId }) => suitable.some((sku) => sku.skuId === skuId));
  if (only === undefined || another !== undefined || isAssigned || typeof only.skuId !== 'string' || (account.usageLocation ?? '') === '') return null;
  return { skuId: only.skuId, skuName: only.skuPartNumber ?? only.skuId };
}
