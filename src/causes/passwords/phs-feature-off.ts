import { upnOf } from '../../deduce/addresses.ts';
import { sameText } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { forestConnector } from '../../deduce/forest-connector.ts';
import { knownOf } from '../../deduce/reading.ts';
import { signOnOf } from '../../deduce/sign-on-method.ts';
import type { Connector } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra, onServer } from '../evidence-items.ts';

export const phsFeatureOff = defineCause({
  id: 'phs-feature-off',
  area: 'passwords',
  layer: 6,
  title: 'Password hash sync is not enabled',
  why: 'The accounts of this domain sign in to Entra with their own password, but the hashes of AD are not sent there, because password hash synchronisation is off for the tenant or for this forest. New accounts cannot sign in, others keep an old password.',
  checkYourself: [
    'Look first how the domain signs in (Entra admin center, Domain names): a federated domain or pass-through authentication needs no hashes.',
    'On the sync server run Get-ADSyncAADCompanyFeature and look at PasswordHashSync, and Get-ADSyncAADPasswordSyncConfiguration -SourceConnector <forest>.',
    'In the Application log look for event 652 with code 90, "has not been activated for this company".',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
  fixAfter: ['sign-in-not-phs'],
  maskedBy: ['sign-in-not-phs'],
  byHand: 'Switch password hash synchronisation on in the wizard of Entra Connect (Optional features). It begins only when the full synchronisation that follows has finished.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  whyByHand: 'The setting needs an interactive sign-in of an administrator on the server, and whether hashes may leave the company is a decision for people.',
  arrives: true,
  kinds: ['user'],
  about: 'ad-object',
  needs: [],
  mayUse: ['syncServers.companyFeatures', 'syncServers.passwordSync', 'syncServers.connectors', 'syncServers.globalSettings', 'entra.syncFeatures', 'entra.domains', 'entra.users', 'directory.forests'],

  judge(_, { subject, also }) {
    const { ad } = subject;
    const account = accountOf(subject, also);
    const off = switchedOff(ad, also);
    if (off.length === 0) return knowsEnough(also) ? ruledOut('password hash synchronisation is on') : cannotTell(also['syncServers.passwordSync'].state === 'unknown' ? 'syncServers.passwordSync' : 'syncServers.companyFeatures');
    const signOn = signOnOf(account?.userPrincipalName ?? upnOf(ad), also);
    if (signOn.is === 'federated' || signOn.is === 'pass-through') return ruledOut('its domain signs in another way');
    if (signOn.is === 'unknown') return cannotTell(signOn.missing);
    const standby = off.every((each) => each.standby);
    return { is: 'confirmed', facts: { where: off[0]?.where ?? 'the tenant' }, evidenceClass: standby ? 'D' : 'A', evidence: off.map(({ evidence }) => evidence) };
  },

  explain: ({ where }) => `Password hash synchronisation is off for ${where}, so the password of AD never reaches Entra.`,
});

interface Off {
  readonly where: string;
  readonly standby: boolean;
  readonly evidence: EvidenceItem;
}

type Sources = Pick<Evidence, 'syncServers.companyFeatures' | 'syncServers.passwordSync' | 'entra.syncFeatures' | 'syncServers.connectors' | 'directory.forests'>;

/** The tenant's switch, which Graph and the server both show, and the switch of the object's own forest. */
const knowsEnough = (also: Sources): boolean =>
  also['syncServers.passwordSync'].state === 'known' && (also['syncServers.companyFeatures'].state === 'known' || also['entra.syncFeatures'].state === 'known');

function switchedOff(ad: AdObject, also: Sources): readonly Off[] {
  const tenant = knownOf(also['entra.syncFeatures'])?.features?.['passwordSyncEnabled'] === false ? [{ where: 'the tenant', standby: false, evidence: inEntra('features.passwordSyncEnabled', 'false') }] : [];
  const company = (knownOf(also['syncServers.companyFeatures']) ?? []).flatMap(({ server, staging, value }) =>
    value['PasswordHashSync'] === false ? [{ where: 'the tenant', standby: staging === true, evidence: onServer(server, 'PasswordHashSync', 'False') }] : [],
  );
  const connectors = (knownOf(also['syncServers.connectors']) ?? []).flatMap(({ value }): readonly Connector[] => value);
  const own = forestConnector(ad, knownOf(also['directory.forests']) ?? [], connectors);
  const forest = (knownOf(also['syncServers.passwordSync']) ?? []).flatMap(({ server, staging, value }) =>
    (value.configuration ?? [])
      .filter(({ Enabled, SourceConnector }) => Enabled === false && [own?.Name, own?.Identifier, ad.forest].some((name) => sameText(name, SourceConnector)))
      .map(({ SourceConnector }) => ({ where: `the forest ${SourceConnector ?? ''}`, standby: staging === true, evidence: onServer(server, `password sync configuration of ${SourceConnector ?? ''}: Enabled`, 'False') })),
  );
  return [...tenant, ...company, ...forest];
}
