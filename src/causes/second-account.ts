import { cloudAddressesOf } from '../deduce/addresses.ts';
import { firstOf, sameText, valuesOf } from '../deduce/attributes.ts';
import { directLicences, type DirectLicence } from '../deduce/direct-licences.ts';
import { exportingServer, type ExportingServer } from '../deduce/exporting-server.ts';
import { uniqueValuesOf } from '../deduce/holders.ts';
import { KEEP_SOURCES, whichToKeep } from '../deduce/keep-which.ts';
import { exchangeLicence } from '../deduce/licences.ts';
import { knownOf } from '../deduce/reading.ts';
import { anchorAttribute, anchorsOf, isGuidAttribute } from '../deduce/source-anchor.ts';
import { holdsRole, takeoverObstacle } from '../deduce/takeover.ts';
import { initialDomain } from '../deduce/verified-domains.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject, Evidence } from '../model/exhibits.ts';
import type { AdTarget } from '../model/plan.ts';
import { adTarget } from './address-repair.ts';

/** Exhibits that the comparison of two accounts looks at, for `mayUse`. */
export const SECOND_ACCOUNT_SOURCES = [
  ...KEEP_SOURCES, 'entra.domains', 'entra.organization', 'entra.roleAssignments', 'entra.roleEligibilitySchedules', 'entra.syncFeatures', 'entra.objectIdentifiers', 'entra.syncBehavior', 'syncServers.globalSettings', 'syncServers.scheduler',
] as const;
type Sources = Pick<Evidence, (typeof SECOND_ACCOUNT_SOURCES)[number]>;

/** An account in Entra as a remedy names it. */
export interface AccountInCloud {
  readonly id: string;
  readonly name: string;
  readonly usageLocation: string | null;
  /** Null when they were not read. */
  readonly licences: readonly DirectLicence[] | null;
  readonly hasMailbox: boolean;
}

/** Two cloud accounts of one person: the one that the AD account has made, and the one that was there before. */
export interface SecondAccount {
  readonly keep: 'earlier' | 'made';
  /** What speaks for the one that is kept. */
  readonly because: string;
  /** Made in the cloud, without an anchor. */
  readonly earlier: AccountInCloud;
  /** Bound to the AD account. */
  readonly made: AccountInCloud;
  readonly object: AdTarget;
  /** adminDescription of the AD account. */
  readonly description: readonly string[];
  readonly anchor: string;
  readonly server: ExportingServer | null;
  /** Nothing that is known forbids that the earlier account is bound by its anchor, and its roles were read. */
  readonly mayBind: boolean;
  /** The only value in dispute is the sign-in name: another name for the earlier account frees it. Null where that is not so. */
  readonly otherName: { readonly before: string; readonly after: string } | null;
}

/** Null where it is not clear which of the two is to be kept. */
export function secondAccount(ad: AdObject, { earlier, made }: { readonly earlier: CloudUser; readonly made: CloudUser }, sources: Sources): SecondAccount | null {
  const which = whichToKeep([earlier, made], sources);
  const object = adTarget(ad);
  const [anchor, another] = anchorsOf(ad, sources['syncServers.globalSettings']);
  const attribute = anchorAttribute(sources['syncServers.globalSettings']);
  if (which.is !== 'clear' || object === null || anchor === undefined || another !== undefined || attribute === undefined || !isGuidAttribute(attribute)) return null;
  return {
    keep: which.keep.id === earlier.id ? 'earlier' : 'made',
    because: which.because.join(', and '),
    earlier: inCloud(earlier, sources), made: inCloud(made, sources), object, anchor,
    description: valuesOf(ad, 'adminDescription'),
    server: exportingServer(sources['syncServers.scheduler']),
    mayBind: takeoverObstacle(sources, earlier.id) === null && holdsRole(sources, earlier.id) === false,
    otherName: otherName(ad, earlier, sources),
  };
}

export const inCloud = (user: CloudUser, sources: Pick<Evidence, 'entra.subscribedSkus'>): AccountInCloud => ({
  id: user.id,
  name: user.userPrincipalName ?? user.displayName ?? user.id,
  usageLocation: user.usageLocation ?? null,
  licences: directLicences(user, sources) ?? null,
  hasMailbox: exchangeLicence(user, knownOf(sources['entra.subscribedSkus'])) === 'licensed',
});

/** A name on the initial domain, where only the sign-in name is shared; no address can be taken away in Entra. */
export function otherName(ad: AdObject, user: CloudUser, sources: Pick<Evidence, 'entra.domains' | 'entra.organization'>): SecondAccount['otherName'] {
  const domain = initialDomain(sources);
  const before = user.userPrincipalName ?? '';
  const shared = cloudAddressesOf(user).filter((address) => uniqueValuesOf(ad).includes(address));
  if (domain === undefined || before === '' || shared.length > 0 || user.proxyAddresses === undefined || !sameText(before, firstOf(ad, 'userPrincipalName'))) return null;
  return { before, after: `${before.slice(0, before.lastIndexOf('@'))}.former@${domain}` };
}
