import { firstOf } from '../../deduce/attributes.ts';
import { isCloudManaged } from '../../deduce/cloud-account.ts';
import { knownOf } from '../../deduce/reading.ts';
import { sidOf } from '../../deduce/security-identifier.ts';
import { anchorAttribute, anchorsOf } from '../../deduce/source-anchor.ts';
import { isoTime } from '../../deduce/times.ts';
import { inOrderOf, usersByDn, usersBySid } from '../../deduce/user-index.ts';
import { comparableDn } from '../../model/distinguished-name.ts';
import type { CloudUser, RunProfileResult, RunSyncError } from '../../model/evidence.ts';
import type { AdObject } from '../../model/exhibits.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra, onServer } from '../evidence-items.ts';

const SAMPLE = 2;
const MANY_ERRORS = 5;
const ANCHORS = ['objectGUID', 'mS-DS-ConsistencyGuid', 'employeeID', 'employeeNumber'] as const;

export const anchorAttributeDiffersBetweenServers = defineCause({
  id: 'anchor-attribute-differs-between-servers',
  area: 'matching',
  layer: 4,
  title: 'The new sync server uses another anchor attribute',
  why: 'The cloud accounts were bound by one attribute of AD, but the sync server now makes the anchor from another. To Entra every user looks like a new person, so all of them fail or appear twice.',
  checkYourself: ['Run (Get-ADSyncGlobalSettings).Parameters on the server and look at Microsoft.SynchronizationOption.AnchorAttribute.', 'For three users compare onPremisesImmutableId with objectGUID and with mS-DS-ConsistencyGuid as base64.', 'Look whether the export errors of the newest run are alike and concern nearly everybody.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts',
  fixAfter: [],
  byHand: 'Put the server into staging mode at once, so that it exports nothing more. Install it again with the anchor attribute of the former server, compare the pending exports, and only then make it active. Never change the users one by one.',
  byHandRisk: { risk: 'high', undo: 'none' },
  whyByHand: 'The anchor attribute is chosen when the server is installed and cannot be changed afterwards.',
  kinds: ['user'],
  about: 'ad-object',
  needs: ['directory.entries', 'entra.users'],
  mayUse: ['syncServers.globalSettings', 'entra.syncBehavior', 'syncServers.runHistory'],

  judge({ 'directory.entries': entries, 'entra.users': users }, { subject: { ad }, also }) {
    const attribute = anchorAttribute(also['syncServers.globalSettings']) ?? 'an unknown attribute';
    const isSynced = (user: CloudUser): boolean => user.onPremisesSyncEnabled === true && (user.onPremisesImmutableId ?? '') !== '' && !isCloudManaged(also, user.id);
    const pairsOf = (entry: AdObject): readonly Pair[] => sameAs(entry, users).filter(isSynced).map((user) => ({ entry, user }));
    const differs = ({ entry, user }: Pair): readonly (Pair & { readonly made: string })[] => {
      const made = ANCHORS.find((name) => firstOf(entry, name) === user.onPremisesImmutableId);
      return anchorsOf(entry, also['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? '') || made === undefined ? [] : [{ entry, user, made }];
    };
    const [mine] = entries.filter(({ dn }) => dn === ad.dn).flatMap(pairsOf).flatMap(differs);
    if (mine === undefined) return ruledOut('its cloud account was not made from another attribute');
    const pairs = entries.flatMap(pairsOf);
    const alike = pairs.flatMap(differs).filter(({ made }) => made === mine.made);
    const agreeing = pairs.filter(({ entry, user }) => entry.dn !== ad.dn && anchorsOf(entry, also['syncServers.globalSettings']).includes(user.onPremisesImmutableId ?? '') && firstOf(entry, mine.made) !== user.onPremisesImmutableId);
    const errors = identicalErrors((knownOf(also['syncServers.runHistory']) ?? []).flatMap(({ value }) => value));
    if (agreeing.length > 0 || (alike.length < SAMPLE && errors < MANY_ERRORS)) return ruledOut('it concerns this account only: another cause');
    const evidence = [...(knownOf(also['syncServers.globalSettings']) ?? []).map(({ server }) => onServer(server, 'AnchorAttribute', attribute)), ...alike.slice(0, 3).flatMap(({ entry, user, made }) => [inEntra('onPremisesImmutableId', user.onPremisesImmutableId ?? '', user.id), inAd(entry, made, firstOf(entry, made) ?? '')]), ...(errors < MANY_ERRORS ? [] : [onServer('newest export', 'identical errors', String(errors))])];
    return { is: 'confirmed', facts: { attribute, made: mine.made, count: alike.length, errors }, evidenceClass: 'B', evidence };
  },

  explain: ({ attribute, made, count, errors }) =>
    `The server makes the anchor from ${attribute}, but the cloud accounts were made from ${made}: so it is for ${count === 1 ? 'this account' : `${count} accounts`} that were looked at${errors >= MANY_ERRORS ? `, and the newest export has ${errors} errors of one kind` : ''}.`,
});

/** The users that came from this AD object: by SID, those that show none by DN. */
function sameAs(entry: AdObject, users: readonly CloudUser[]): readonly CloudUser[] {
  const sid = sidOf(entry);
  const byDn = usersByDn(users, comparableDn(entry.dn));
  return sid === undefined ? byDn : inOrderOf(users, [...usersBySid(users, sid), ...byDn.filter((user) => typeof user.onPremisesSecurityIdentifier !== 'string')]);
}

interface Pair {
  readonly entry: AdObject;
  readonly user: CloudUser;
}

const REFUSED = /InvalidSoftMatch|AttributeValueMustBeUnique/i;

/** How many objects the newest export to Entra refused for one and the same reason that tells of a wrong anchor. */
function identicalErrors(runs: readonly RunProfileResult[]): number {
  const exports = runs.filter((run) => /export/i.test(run.RunProfileName ?? '') && /( - AAD$|onmicrosoft\.com)/i.test(run.ConnectorName ?? ''));
  const [newest] = [...exports].sort((one, other) => (isoTime(other.StartDate)?.getTime() ?? 0) - (isoTime(one.StartDate)?.getTime() ?? 0));
  const counts = new Map<string, number>();
  for (const error of (newest?.RunStepResults ?? []).flatMap((step): readonly RunSyncError[] => step.SyncErrors?.SyncErrorsList ?? [])) {
    const kind = REFUSED.exec(`${error.ErrorType ?? ''} ${error.ExtensionErrorInfo ?? ''} ${error.CdError ?? ''}`)?.[0];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const listed = Math.max(0, ...counts.values());
  // The relay brings the errors of the objects asked about only; the step counts all of them.
  const counted = Math.max(0, ...(newest?.RunStepResults ?? []).map((step) => step.ExportFailure ?? 0));
  return listed === 0 ? 0 : Math.max(listed, counted);
}
