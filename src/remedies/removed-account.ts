import type { AccountInCloud } from '../causes/second-account.ts';
import type { StepDraft } from '../model/plan.ts';
import { adminPages } from './admin-pages.ts';
import { personDoes } from './people-steps.ts';

/** Into the recycle bin, and out of it by a person: only then are name and addresses free. */
export const removedForGood = ({ id, name }: AccountInCloud): readonly StepDraft[] => [
  { operation: 'entra.delete-user', params: { userId: id, userName: name }, says: `Put ${name} (${id}) into the recycle bin of Entra` },
  personDoes(
    { says: `Delete ${name} (${id}) permanently: open Deleted users, find it by its object id, choose Delete permanently. This cannot be undone. Nobody else may be deleted there.`, link: adminPages.deletedUsers, watch: { for: 'user-purged', userId: id }, hours: 48 },
    name,
  ),
];

/** Licences that went with the account, its location, and the mailbox that comes of them. */
export function givenTo(kept: AccountInCloud, gone: AccountInCloud): readonly StepDraft[] {
  const licences = (gone.licences ?? []).filter(({ skuId }) => !(kept.licences ?? []).some((own) => own.skuId.toLowerCase() === skuId.toLowerCase()));
  const location: readonly StepDraft[] =
    kept.usageLocation !== null || gone.usageLocation === null ? [] : [{ operation: 'entra.set-usage-location', params: { userId: kept.id, before: null, after: gone.usageLocation }, says: `Set the usage location of ${kept.name} to ${gone.usageLocation}, as the other account had it` }];
  const given = licences.map(({ skuId, skuName, disabledPlans }): StepDraft => ({
    operation: 'entra.change-licence', params: { userId: kept.id, skuId, skuName, before: null, after: disabledPlans }, says: `Give ${kept.name} the licence ${skuName} that the other account had`,
  }));
  const mailbox = kept.hasMailbox || (gone.hasMailbox && licences.length > 0);
  return [...location, ...given, ...(mailbox ? [mailboxWatched(kept)] : [])];
}

const mailboxWatched = ({ id, name }: AccountInCloud): StepDraft =>
  personDoes({ says: `Open the mailbox of ${name} in Exchange and see that it is there. A new one takes up to a day.`, link: adminPages.exchangeRecipients, watch: { for: 'mailbox-provisioned', userId: id }, hours: 48 }, name);
