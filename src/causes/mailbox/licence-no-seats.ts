import { tenantHasExchange, exchangeLicence, unsettledAssignment } from '../../deduce/licences.ts';
import { refusedFor, refusalsOf, REFUSAL_SOURCES, shownRefusals, spokenLicence } from '../../deduce/licence-refusals.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { SubscribedSku } from '../../model/evidence.ts';
import { cannotTell, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const licenceNoSeats = defineCause({
  id: 'licence-no-seats',
  area: 'mailbox',
  layer: 6,
  title: 'No free licence',
  why: 'The tenant has bought a number of licences and all of them are in use. An account that needs one gets none until another account gives its licence back or more are bought. The account itself does arrive.',
  checkYourself: ['Open Billing, Licenses, in the Microsoft 365 admin center and compare assigned with available.', 'Run Get-MgSubscribedSku and compare consumedUnits with prepaidUnits.enabled.', 'Look for licences on blocked accounts and on people who have left.'],
  learnMore: 'https://learn.microsoft.com/entra/fundamentals/licensing-groups-resolve-problems',
  fixAfter: [],
  byHand: 'Take the licence from an account that no longer needs it, after looking at its mailbox, or buy more. Then reprocess the assignment of the user or the group.',
  byHandRisk: { risk: 'medium', undo: '30-days' },
  arrives: true,
  kinds: ['user'],
  about: 'any',
  needs: ['entra.users'],
  mayUse: REFUSAL_SOURCES,

  judge(_, { subject, also }) {
    const found = refusedFor(subject, 'no-seats', also);
    if (!('is' in found)) return { is: 'confirmed', facts: { reprocess: found.refusals.some(({ group }) => group !== undefined) && seatIsFree(found.refusals, knownOf(also['entra.subscribedSkus'])) ? found.account.id : null, name: found.name, licences: found.refusals.map(spokenLicence).join(', '), refused: true }, evidenceClass: 'A', ...shownRefusals(found.refusals) };
    const account = accountOf(subject, also);
    if (found.is === 'not-applicable' || account === undefined || account.accountEnabled === false) return ruledOut('no licence is wanted for it');
    const skus = knownOf(also['entra.subscribedSkus']);
    const licence = exchangeLicence(account, skus);
    if (licence === 'licensed') return ruledOut('it has a licence with Exchange');
    if (unsettledAssignment(account) !== undefined || refusalsOf(account, also).length > 0) return ruledOut('an assignment is under way, or was refused for another reason');
    if (skus === undefined || licence === 'unknown') return cannotTell(account.assignedLicenses === undefined ? 'entra.users' : 'entra.subscribedSkus');
    const suitable = skus.filter((sku) => tenantHasExchange([sku]) === true);
    const used = suitable.filter(isUsedUp);
    if (suitable.length === 0 || used.length < suitable.length) return ruledOut('a licence with Exchange is free, or the tenant has none at all');
    const evidence = used.map((sku) => inEntra('subscribedSkus: consumedUnits / prepaidUnits.enabled', `${sku.skuPartNumber ?? sku.skuId ?? ''}: ${sku.consumedUnits} / ${sku.prepaidUnits?.enabled}`));
    const facts = { reprocess: null, name: account.userPrincipalName ?? account.id, licences: used.map(({ skuPartNumber, skuId }) => skuPartNumber ?? skuId ?? '').join(', '), refused: false };
    return { is: 'confirmed', facts, evidenceClass: 'B', evidence };
  },

  explain: ({ name, licences, refused }) => (refused ? `The licence ${licences} was refused for ${name} because none is free.` : `${name} has no licence with Exchange, and every licence that would bring one is in use: ${licences}.`),
});

const isUsedUp = ({ consumedUnits, prepaidUnits }: SubscribedSku): boolean => typeof consumedUnits === 'number' && typeof prepaidUnits?.enabled === 'number' && prepaidUnits.enabled <= consumedUnits;

/** Every licence that was refused has a free seat by now; its name stands in the refusal. */
const seatIsFree = (refusals: readonly { readonly licence: string }[], skus: readonly SubscribedSku[] | undefined): boolean =>
  refusals.every(({ licence }) => (skus ?? []).some((sku) => (sku.skuPartNumber === licence || sku.skuId === licence) && typeof sku.consumedUnits === 'number' && typeof sku.prepaidUnits?.enabled === 'number' && sku.consumedUnits < sku.prepaidUnits.enabled));
