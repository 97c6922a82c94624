import { ARRIVAL, hasArrived } from '../../deduce/arrival.ts';
import { firstOf, valuesOf } from '../../deduce/attributes.ts';
import { isAdConnector, partitionOf } from '../../deduce/forest-connector.ts';
import { textsOf, attributeOf } from '../../deduce/metaverse-person.ts';
import { knownOf } from '../../deduce/reading.ts';
import { scopeOf } from '../../deduce/scope.ts';
import { connectorsFor, lastImport } from '../../deduce/sync-clock.ts';
import { inForestSpace } from '../../deduce/sync-server.ts';
import { generalizedTime } from '../../deduce/times.ts';
import { ancestorDns, sameDn } from '../../model/distinguished-name.ts';
import type { Connector, CsObject, RunProfileResult } from '../../model/evidence.ts';
import type { AdObject, FromServer } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type Verdict } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, onServer } from '../evidence-items.ts';

interface Unreadable {
  readonly dn: string;
  /** The object or container whose access list does not inherit. */
  readonly blocked: string | null;
  /** Attributes that the connector did not get; empty when it got nothing at all. */
  readonly missing: readonly string[];
}

export const connectorCannotReadObject = defineCause({
  id: 'connector-cannot-read-object',
  area: 'scope',
  layer: 2,
  title: 'The connector account may not read the object',
  why: 'Entra Connect reads AD with an account of its own. Where that account has no right to read an object, because inheritance was switched off or reading is denied, AD behaves as if the object or its attributes were not there, and no error is logged.',
  checkYourself: [
    'Read the object with the credentials of the connector account (ldp.exe or Get-ADObject -Credential) and compare with what you see as an administrator.',
    'Look at the security tab of the object and of its OUs: inheritance must be on, and nothing may be denied.',
    'Accounts with adminCount 1 have inheritance off by design and keep the right to be read; inheritance alone proves nothing for them.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-object-not-syncing',
  fixAfter: [],
  byHand: 'Save the access list, then switch inheritance on again or grant the connector account the right to read (Set-ADSyncBasicReadPermissions). Run a full import for that domain, or touch the object, so that it is read again.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'Access rights are changed by whoever answers for them; inheritance may have been switched off for a reason.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['directory.entries', 'syncServers.connectors'],
  mayUse: ['directory.inheritanceBlocked', 'syncServers.csObjects', 'syncServers.runHistory', ...ARRIVAL],

  judge({ 'syncServers.connectors': servers }, { subject, also }): Verdict<Unreadable> {
    const { ad } = subject;
    const scope = scopeOf(ad.dn, servers);
    if (scope.is !== 'in') return scope.is === 'unknown' ? cannotTell('syncServers.connectors') : ruledOut('it is not in scope, so it is not read anyway');
    const history = knownOf(also['syncServers.runHistory']);
    const stated = history === undefined ? undefined : denial(ad, servers, history);
    if (stated !== undefined) return stated;
    const spaces = knownOf(also['syncServers.csObjects']);
    if (spaces === undefined) return hasArrived(subject, also) === true ? ruledOut('it is in Entra') : cannotTell('syncServers.csObjects');
    const imported = spaces.flatMap(({ value }) => inForestSpace(value, ad) ?? [])[0];
    const missing = imported === undefined ? [] : lacking(ad, imported, servers);
    if (imported !== undefined && missing.length === 0) return ruledOut('it is in the connector space with its attributes');
    if (imported === undefined && hasArrived(subject, also) === true) return ruledOut('it is in Entra');
    if (history === undefined) return cannotTell('syncServers.runHistory');
    const changed = generalizedTime(firstOf(ad, 'whenChanged') ?? firstOf(ad, 'whenCreated'));
    const read = lastRead(ad, servers, history);
    if (changed === undefined || read === undefined || read < changed) return ruledOut('it was not imported since its last change, as far as known');
    const lists = knownOf(also['directory.inheritanceBlocked']);
    if (lists === undefined) return cannotTell('directory.inheritanceBlocked');
    const blocked = [ad.dn, ...ancestorDns(ad.dn)].find((dn) => lists.some((each) => sameDn(each, dn)));
    if (blocked === undefined) return ruledOut('inheritance is on all the way up');
    const standby = spaces.every(({ staging }) => staging === true);
    const evidence = [inAd({ ...ad, dn: blocked }, 'nTSecurityDescriptor', 'does not inherit'), onServer(scope.connector, 'connector space', imported === undefined ? `${ad.dn} is missing` : `without ${missing.join(', ')}`)];
    return { is: 'confirmed', facts: { dn: ad.dn, blocked, missing }, evidenceClass: standby ? 'D' : imported === undefined ? 'B' : 'A', evidence };
  },

  explain: ({ dn, blocked, missing }) =>
    blocked === null ? `The last import was refused the right to read ${dn}.`
      : `Permissions are not inherited at ${blocked}, and Entra Connect, although it has imported since, ${missing.length === 0 ? `does not see ${dn}` : `sees ${dn} without ${missing.join(', ')}`}.`,
});

/** Attributes that every user, group or contact shows; where AD has a value and the connector is to read it, the engine must have it. */
const CORE = ['displayName', 'mail', 'userPrincipalName', 'proxyAddresses'];

function lacking(ad: AdObject, imported: CsObject, servers: readonly FromServer<readonly Connector[]>[]): readonly string[] {
  if ((imported.Attributes ?? []).length === 0) return [];
  const lists = servers.flatMap(({ value }) => value.filter((each) => isAdConnector(each) && partitionOf(ad.dn, each) !== undefined).flatMap(({ AttributeInclusionList }) => AttributeInclusionList ?? []));
  const read = (name: string): boolean => lists.length === 0 || lists.some((each) => each.toLowerCase() === name.toLowerCase());
  return CORE.filter((name) => valuesOf(ad, name).length > 0 && read(name) && textsOf(attributeOf(imported, name)).length === 0);
}

const lastRead = (ad: AdObject, servers: readonly FromServer<readonly Connector[]>[], history: readonly FromServer<readonly RunProfileResult[]>[]): Date | undefined =>
  lastImport(history.flatMap(({ value }) => value), connectorsFor(ad, servers.flatMap(({ value }) => value)));

const DENIED = /access.?(is.)?denied|insufficient|permission|no.?rights/i;

/** What the newest import itself says about this object. */
function denial(ad: AdObject, servers: readonly FromServer<readonly Connector[]>[], history: readonly FromServer<readonly RunProfileResult[]>[]): Verdict<Unreadable> | undefined {
  const names = connectorsFor(ad, servers.flatMap(({ value }) => value));
  for (const { server, staging, value } of history) {
    const imports = value.filter((run) => /import/i.test(run.RunProfileName ?? '') && names.includes(run.ConnectorName?.toLowerCase() ?? ''));
    const newest = imports.sort((one, other) => (other.StartDate ?? '').localeCompare(one.StartDate ?? ''))[0];
    const errors = (newest?.RunStepResults ?? []).flatMap((step) => step.SyncErrors?.SyncErrorsList ?? []);
    const error = errors.find((each) => sameDn(each.ObjectDn ?? '', ad.dn) && DENIED.test(`${each.ErrorType ?? ''} ${each.CdError ?? ''}`));
    if (error === undefined) continue;
    const statedAt = error.DateOccurred ?? newest?.StartDate ?? undefined;
    const evidence = [onServer(server, 'SyncErrorsList', `${error.ErrorType ?? ''} ${error.CdError ?? ''}`.trim())];
    return { is: 'confirmed', facts: { dn: ad.dn, blocked: null, missing: [] }, evidenceClass: staging === true ? 'D' : 'A', evidence, ...(statedAt === undefined ? {} : { statedAt }) };
  }
  return undefined;
}
