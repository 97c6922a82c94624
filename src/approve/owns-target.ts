import { anchorOfGuid } from '../model/anchor.ts';
import type { ApprovalPolicy } from '../model/approval.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import { isObjectGuid } from '../model/ids.ts';
import type { Person } from '../model/person.ts';
import type { Plan, PlanTarget } from '../model/plan.ts';
import type { TargetAccount } from '../ports/people.ts';
import { humanBehind, isAdminName, isNamedAfter, isSameHuman } from './same-human.ts';

type Policy = Pick<ApprovalPolicy, 'accounts' | 'adminAccounts' | 'personAttribute'>;

/** Whoever decides, with the Entra object id of their manager; null for none. */
interface Decider {
  readonly person: Person;
  readonly managerId: string | null;
}

/**
 * Why an object of the plan is taken for another account of this person, as half a sentence; null where nothing speaks for it. Where the human behind both is known,
 * that alone decides; else names, addresses and the manager of an administrator account are held for telling, so that a doubt costs no more than another approver.
 */
export function ownsTarget({ content: { targets } }: Pick<Plan, 'content'>, decider: Decider, { accounts, policy }: { readonly accounts: readonly TargetAccount[]; readonly policy: Policy }): string | null {
  const found = accounts.map((account) => tieTo(decider, account, policy)).find((why) => why !== null);
  return found ?? namedInAd(targets.filter((target) => !accounts.some((account) => isOf(account, target))), decider.person, policy);
}

function tieTo({ person, managerId }: Decider, { person: target, managerId: targetManager }: TargetAccount, policy: Policy): string | null {
  const [human, owner] = [humanBehind(person, policy), humanBehind(target, policy)];
  if (human !== null && owner !== null) return isSameHuman(human, owner) ? `${target.upn} and your account belong to the same person` : null;
  if (isNamedAfter(person.upn, target.upn, policy)) return `${target.upn} is named after the same person as your account`;
  if (reaches(target, person) || reaches(person, target)) return `${target.upn} and your account share a mail address`;
  if (isAdminName(target.upn, policy) && isSameId(targetManager, person.oid)) return `${target.upn} is an administrator account and names you as its manager`;
  return isAdminName(person.upn, policy) && isSameId(managerId, target.oid) ? `your administrator account names ${target.upn} as its manager` : null;
}

/** Whether one account has the mailbox of the other among its own addresses or as another way to reach it. */
function reaches({ otherMails = [], addresses }: Person, other: Person): boolean {
  const own = new Set([other.upn, ...other.addresses].map(bare).filter((address) => address !== ''));
  return [...otherMails, ...addresses].some((address) => own.has(bare(address)));
}

/** `SMTP:Ana@contoso.com` → `ana@contoso.com` */
const bare = (address: string): string => address.trim().replace(/^[a-z0-9]+:/iu, '').toLowerCase();

const isSameId = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

const isOf = ({ person: { oid, onPremisesImmutableId: anchor } }: TargetAccount, { key, cloudId }: PlanTarget): boolean =>
  isSameId(cloudId ?? null, oid) || isSameId(key, oid) || (anchor !== null && isObjectGuid(key) && anchorOfGuid(key) === anchor);

/** Of what is in no cloud, or was found by its anchor, its name in AD tells as well. */
function namedInAd(targets: readonly PlanTarget[], { upn }: Person, policy: Policy): string | null {
  const names = targets.flatMap(({ dn }) => (dn === undefined ? [] : [(rdnsOf(dn)[0] ?? '').replace(/^[^=]*=\s*/u, '')]));
  const alike = names.find((name) => isNamedAfter(upn, name, policy));
  return alike === undefined ? null : `${alike} is named after the same person as your account`;
}
