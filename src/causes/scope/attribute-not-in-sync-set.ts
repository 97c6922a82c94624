import { firstOf, isDisabled } from '../../deduce/attributes.ts';
import { accountOf } from '../../deduce/cloud-account.ts';
import { isAdConnector } from '../../deduce/forest-connector.ts';
import { globalSetting } from '../../deduce/global-setting.ts';
import { knownOf } from '../../deduce/reading.ts';
import { fileTime, spoken } from '../../deduce/times.ts';
import type { CloudUser } from '../../model/evidence.ts';
import type { AdObject, Evidence } from '../../model/exhibits.ts';
import { cannotTell, ruledOut, type EvidenceItem } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inAd, inEntra } from '../evidence-items.ts';

const EXTENSIONS = 'Microsoft.DirectoryExtension.SourceTargetAttributesMap';

export const attributeNotInSyncSet = defineCause({
  id: 'attribute-not-in-sync-set',
  area: 'scope',
  layer: 2,
  title: 'Attribute is never synced',
  why: 'Entra Connect knows a fixed set of attributes. accountExpires, logon hours and jpegPhoto, for example, are not among them: nothing is broken, and nothing will arrive. Some others can be sent as directory extensions.',
  checkYourself: [
    'Look for the attribute in Microsoft\'s list of synchronised attributes.',
    'Look under Directory extensions in the Entra Connect wizard.',
    'Compare the attribute in AD with what the Entra admin center shows.',
  ],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized',
  fixAfter: [],
  byHand: 'Use what is synchronised instead: disable an expired account in AD, put the picture into thumbnailPhoto, replace logon hours by Conditional Access. An attribute of your own can be sent as a directory extension (wizard, Optional features).',
  byHandRisk: { risk: 'low', undo: 'full' },
  whyByHand: 'There is nothing to repair in the synchronisation; what to use instead is a decision.',
  arrives: true,
  maskedBy: ['account-expired-still-active'],
  kinds: ['user'],
  about: 'ad-object',
  needs: ['entra.users'],
  mayUse: ['syncServers.connectors', 'syncServers.globalSettings'],

  judge(_, { subject, also, now }) {
    const account = accountOf(subject, also);
    if (account === undefined) return ruledOut('there is no cloud account to compare with');
    const lost = [expiry(subject.ad, account, now), ...withoutCounterpart(subject.ad)].flatMap((each) => each ?? []);
    if (lost.length === 0) return ruledOut('it has no value in an attribute that is never synchronised and would be missed');
    const extensions = extensionsOf(also);
    if (extensions === undefined) return cannotTell('syncServers.connectors');
    const hit = lost.find(({ attribute }) => !extensions.some((name) => name.includes(attribute.toLowerCase())));
    if (hit === undefined) return ruledOut('it is sent as a directory extension');
    const evidence: readonly EvidenceItem[] = [inAd(subject.ad, hit.attribute, hit.value), ...(hit.visible ? [inEntra('accountEnabled', String(account.accountEnabled), account.id)] : [])];
    return { is: 'confirmed', facts: { attribute: hit.attribute, says: hit.says }, evidenceClass: hit.visible ? 'B' : 'D', evidence };
  },

  explain: ({ attribute, says }) => `${attribute} is not among the attributes that are synchronised: ${says}.`,
});

interface Lost {
  readonly attribute: string;
  readonly value: string;
  readonly says: string;
  /** AD and cloud visibly differ; else the cloud merely has nothing to compare with. */
  readonly visible: boolean;
}

function expiry(ad: AdObject, account: CloudUser, now: Date): Lost | undefined {
  const value = firstOf(ad, 'accountExpires');
  const ends = fileTime(value);
  if (value === undefined || ends === undefined || ends > now || isDisabled(ad) || account.accountEnabled !== true) return undefined;
  return { attribute: 'accountExpires', value, says: `the account expired in AD at ${spoken(ends)} and can still sign in to the cloud`, visible: true };
}

function withoutCounterpart(ad: AdObject): readonly Lost[] {
  const hours = firstOf(ad, 'logonHours');
  const picture = firstOf(ad, 'jpegPhoto') !== undefined && firstOf(ad, 'thumbnailPhoto') === undefined;
  const restricted = hours !== undefined && Buffer.from(hours, 'base64').some((octet) => octet !== 0xff);
  return [
    ...(restricted ? [{ attribute: 'logonHours', value: hours, says: 'the logon hours of AD do not limit sign-ins to the cloud', visible: false }] : []),
    ...(picture ? [{ attribute: 'jpegPhoto', value: '(a picture)', says: 'a picture comes along only in thumbnailPhoto, which is empty', visible: false }] : []),
  ];
}

/** What is sent as directory extensions, lower case; undefined when neither the settings nor the connector tell. */
function extensionsOf(also: Pick<Evidence, 'syncServers.connectors' | 'syncServers.globalSettings'>): readonly string[] | undefined {
  const settings = knownOf(also['syncServers.globalSettings']);
  const connectors = knownOf(also['syncServers.connectors']);
  if (settings === undefined && connectors === undefined) return undefined;
  const exported = (connectors ?? []).flatMap(({ value }) => value.filter((each) => !isAdConnector(each)).flatMap(({ AttributeInclusionList }) => AttributeInclusionList ?? []));
  return [...(globalSetting(settings ?? [], EXTENSIONS) ?? '').split(/[,;|\s]+/), ...exported.filter((name) => /^extension_/i.test(name))].map((name) => name.toLowerCase());
}
