import type { AssignedLicense, CloudUser, DirectoryAudit, SubscribedSku } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import { sameText } from './attributes.ts';
import type { DirectLicence } from './direct-licences.ts';
import { exchangeLicence } from './licences.ts';
import { knownOf } from './reading.ts';
import { isoTime } from './times.ts';

/** An entry of the audit log about the licences of one account. */
export interface LicenceChange {
  readonly time: Date;
  readonly succeeded: boolean;
  readonly activity: string;
  readonly reason: string;
  readonly by: string;
  /** Whether the licences before and after brought a mailbox; undefined where the entry or the list of licences does not tell. */
  readonly mailbox: { readonly before: boolean; readonly after: boolean } | undefined;
  /** Names, else ids, of licences that were there before and not after. */
  readonly removed: readonly string[];
  /** The same as what they were: direct or through a group, the log does not tell. */
  readonly removedLicences: readonly DirectLicence[];
  readonly added: boolean;
}

type Sources = Pick<Evidence, 'entra.directoryAudits' | 'entra.subscribedSkus'>;

/** Changes of the licences of an account, newest first; undefined when the audit log was not read. */
export function licenceChangesOf(account: CloudUser, sources: Sources): readonly LicenceChange[] | undefined {
  const skus = knownOf(sources['entra.subscribedSkus']);
  return knownOf(sources['entra.directoryAudits'])
    ?.filter((audit) => isAbout(audit, account) && (/licen[cs]e/i.test(audit.activityDisplayName ?? '') || listed(audit) !== undefined))
    .flatMap((audit) => changeOf(audit, skus))
    .toSorted((one, other) => other.time.getTime() - one.time.getTime());
}

const isAbout = (audit: DirectoryAudit, account: CloudUser): boolean =>
  (audit.targetResources ?? []).some(({ id, userPrincipalName }) => sameText(id, account.id) || sameText(userPrincipalName, account.userPrincipalName));

const listed = (audit: DirectoryAudit): { readonly oldValue?: string | null | undefined; readonly newValue?: string | null | undefined } | undefined =>
  (audit.targetResources ?? []).flatMap(({ modifiedProperties }) => modifiedProperties ?? []).find(({ displayName }) => sameText(displayName, 'AssignedLicense') || sameText(displayName, 'AssignedLicenses'));

function changeOf(audit: DirectoryAudit, skus: readonly SubscribedSku[] | undefined): readonly LicenceChange[] {
  const time = isoTime(audit.activityDateTime);
  if (time === undefined) return [];
  const property = listed(audit);
  const [before, after] = [licencesIn(property?.oldValue, skus), licencesIn(property?.newValue, skus)];
  const brings = (licences: readonly Named[]): boolean | undefined => {
    const answer = exchangeLicence({ id: '', assignedLicenses: licences }, skus);
    return answer === 'unknown' ? undefined : answer === 'licensed';
  };
  const mailbox = property === undefined ? [undefined, undefined] : [brings(before), brings(after)];
  const { user, app } = audit.initiatedBy ?? {};
  return [{
    time,
    succeeded: audit.result === null || audit.result === undefined || sameText(audit.result, 'success'),
    activity: audit.activityDisplayName ?? 'change of licences',
    reason: audit.resultReason ?? '',
    by: user?.userPrincipalName ?? user?.displayName ?? app?.displayName ?? 'unknown',
    mailbox: mailbox[0] === undefined || mailbox[1] === undefined ? undefined : { before: mailbox[0], after: mailbox[1] },
    removed: without(before, after).map(({ name }) => name),
    removedLicences: without(before, after).flatMap(({ name, skuId, disabledPlans }) => (typeof skuId === 'string' ? [{ skuId, skuName: name, disabledPlans: disabledPlans ?? [] }] : [])),
    added: without(after, before).length > 0,
  }];
}

interface Named extends AssignedLicense {
  readonly name: string;
}

const without = (licences: readonly Named[], others: readonly Named[]): readonly Named[] => licences.filter(({ skuId }) => !others.some((other) => sameText(other.skuId, skuId)));

const ENTRY = /SkuName=(?<name>[^,\]]*)(?<rest>(?:(?!SkuName=).)*)/gis;

/** The audit log writes `[SkuName=…, AccountId=…, SkuId=…, DisabledPlans=[…]]` for each licence; plans are named there, not numbered. */
const licencesIn = (text: string | null | undefined, skus: readonly SubscribedSku[] | undefined): readonly Named[] =>
  [...(text ?? '').matchAll(ENTRY)].map(({ groups }) => {
    const name = (groups?.['name'] ?? '').trim();
    const rest = groups?.['rest'] ?? '';
    const skuId = /SkuId=([0-9a-f-]{36})/i.exec(rest)?.[1] ?? skus?.find(({ skuPartNumber }) => sameText(skuPartNumber, name))?.skuId;
    const plans = skus?.find((sku) => sameText(sku.skuId, skuId))?.servicePlans ?? [];
    const disabled = (/DisabledPlans=\[([^\]]*)\]/i.exec(rest)?.[1] ?? '').split(/[,;\s]+/).filter((word) => word !== '');
    return { name: name === '' ? (skuId ?? 'a licence') : name, skuId, disabledPlans: disabled.map((word) => plans.find(({ servicePlanName }) => sameText(servicePlanName, word))?.servicePlanId ?? word) };
  });
