import type { CloudObject } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Subject } from '../model/subject.ts';
import { accountOf } from './cloud-account.ts';
import { cloudAddressesOf, mailAddressesOf } from './addresses.ts';
import { firstOf, sameText } from './attributes.ts';
import { knownOf } from './reading.ts';
import { sidOf } from './security-identifier.ts';

type Sources = Pick<Evidence, 'entra.users' | 'entra.groups' | 'entra.contacts' | 'syncServers.globalSettings'>;

/**
 * The live cloud object of a subject. Graph shows no anchor of groups and contacts: a synchronised group is known by its SID,
 * a synchronised contact by an address, both else by their display name.
 */
export function cloudObjectOf(subject: Subject, evidence: Sources): CloudObject | undefined {
  if (subject.kind === 'user') return accountOf(subject, evidence);
  const { ad } = subject;
  const objects = (subject.kind === 'group' ? knownOf(evidence['entra.groups']) : subject.kind === 'contact' ? knownOf(evidence['entra.contacts']) : undefined) ?? [];
  if (ad === undefined) return objects.find((each) => each.id === subject.cloud?.id);
  const synced = objects.filter((each) => each.onPremisesSyncEnabled === true);
  const sid = sidOf(ad);
  return (
    synced.find((each) => sid !== undefined && sameText(each.onPremisesSecurityIdentifier, sid)) ??
    synced.find((each) => cloudAddressesOf(each).some((address) => mailAddressesOf(ad).includes(address))) ??
    synced.find((each) => sameText(each.displayName, firstOf(ad, 'displayName') ?? firstOf(ad, 'cn')))
  );
}
