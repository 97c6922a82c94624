import { bareAddress, mailAddressesOf, proxyAddressesOf, upnOf } from '../deduce/addresses.ts';
import { guidsOf } from '../deduce/source-anchor.ts';
import { ancestorDns, parentDn } from '../model/distinguished-name.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import type { ReadRequest } from '../model/relay-job.ts';
import type { Clock } from '../ports/clock.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { Tenant, TenantQuery } from '../ports/tenant.ts';
import { deadlineIn, type Deadline } from './deadline.ts';
import { findSubject } from './find-subject.ts';
import { merge, type Fragment } from './merge-evidence.ts';

interface Sources {
  readonly relayLink: Pick<RelayLink, 'read'>;
  readonly tenant: Pick<Tenant, 'look' | 'tenantFacts'>;
  readonly clock: Clock;
}

/** Teams and people wait no longer; what is not there by then is named as not read. */
const LONGEST_MS = 25_000;
const CLOUD_OBJECTS = ['entra.users', 'entra.groups', 'entra.contacts', 'entra.deletedUsers', 'entra.deletedGroups'];
const TENANT_FACTS = ['entra.organization', 'entra.domains', 'entra.subscribedSkus', 'entra.syncFeatures'];

const NOTHING: TenantQuery = { ids: [], anchors: [], upns: [], addresses: [], names: [] };

/** Collects the evidence about a name from AD, Entra and the sync servers. Never rejects: what could not be read is named in `unread`. */
export function createGather(sources: Sources): (asked: string) => Promise<EvidenceDocument> {
  return async (asked) => {
    const { tenant, clock } = sources;
    const asking = { ...sources, inTime: deadlineIn(LONGEST_MS, clock), known: new Set<string>() };
    const start: EvidenceDocument = { format: 'syncwhy-evidence/1', subject: asked, takenAt: clock.now().toISOString(), unread: [] };
    const first = await together(start, [onPrem(asking, { reading: 'ad.subject', version: 1, params: { name: asked } }), look(asking, { names: [asked] }), asking.inTime(tenant.tenantFacts(), TENANT_FACTS)]);
    if (findSubject(first).is === 'ambiguous') return first;
    const second = await together(first, secondRound(first, asking));
    return together(second, thirdRound(second, asking));
  };
}

/** One question under way: its deadline, and the anchors already looked up in AD. */
interface Asking extends Sources {
  readonly inTime: Deadline;
  readonly known: Set<string>;
}

const look = ({ tenant, inTime }: Asking, query: Partial<TenantQuery>): Promise<Fragment> => inTime(tenant.look({ ...NOTHING, ...query }), CLOUD_OBJECTS);

async function together(document: EvidenceDocument, asking: readonly Promise<Fragment>[]): Promise<EvidenceDocument> {
  const fragments = await Promise.all(asking);
  return fragments.reduce(merge, document);
}

/** A relay that is silent about a reading altogether leaves its section unread, never empty. */
async function onPrem({ relayLink, inTime }: Asking, request: ReadRequest): Promise<Fragment> {
  const section = request.reading === 'sync.servers' ? 'syncServers' : 'directory';
  const fragment = await inTime(relayLink.read(request), [section]);
  const silent = (section === 'directory' ? fragment.forests : fragment.syncServers) === undefined && !fragment.unread.some(({ what }) => what.startsWith(section));
  const [reason] = fragment.unread;
  return silent ? { ...fragment, unread: [...fragment.unread, { what: section, why: reason?.why ?? 'failed', detail: reason?.detail ?? 'The relay gave no answer.' }] } : fragment;
}

/** The object's own values and anchors in Entra, what the engine says of it, and the AD objects behind the cloud accounts found. */
function secondRound(document: EvidenceDocument, question: Asking): readonly Promise<Fragment>[] {
  const { known } = question;
  const found = findSubject(document);
  const ad = found.is === 'found' ? found.subject.ad : undefined;
  const own = ad === undefined ? [] : guidsOf(ad);
  const anchors = strangeAnchors(document, [...known, ...own]);
  for (const anchor of [...own, ...anchors]) known.add(anchor);
  const asking: Promise<Fragment>[] = [onPrem(question, { reading: 'sync.servers', version: 1, params: { dns: ad === undefined ? [] : [ad.dn], anchors: [...new Set([...own, ...anchors])] } })];
  if (ad !== undefined) {
    const upn = upnOf(ad);
    const addresses = [...new Set([...mailAddressesOf(ad), ...proxyAddressesOf(ad).flatMap(({ raw }) => bareAddress(raw) ?? []), ...(upn === undefined ? [] : [upn.toLowerCase()])])];
    asking.push(look(question, { anchors: own, upns: upn === undefined ? [] : [upn], addresses }));
  }
  const dns = unknownHomes(document);
  if (anchors.length > 0 || dns.length > 0) asking.push(onPrem(question, { reading: 'ad.holders', version: 1, params: { anchors, addresses: [], dns } }));
  return asking;
}

/** Only where the second round has brought up somebody new: the holder that an export error names, or an anchor not looked up in AD yet. */
function thirdRound(document: EvidenceDocument, question: Asking): readonly Promise<Fragment>[] {
  const anchors = strangeAnchors(document, [...question.known]);
  const dns = unknownHomes(document);
  const there = [document.entra?.users, document.entra?.groups, document.entra?.contacts, document.entra?.deletedUsers].flatMap((objects) => (objects ?? []).map(({ id }) => id.toLowerCase()));
  const ids = [...new Set((document.syncServers ?? []).flatMap((server) => (server.csObjects ?? []).flatMap((object) => object.ExportError?.conflict?.objectIdInConflict ?? [])))].filter((id) => !there.includes(id.toLowerCase()));
  return [
    ...(anchors.length > 0 || dns.length > 0 ? [onPrem(question, { reading: 'ad.holders', version: 1, params: { anchors, addresses: [], dns } })] : []),
    ...(ids.length > 0 ? [look(question, { ids })] : []),
  ];
}

const strangeAnchors = (document: EvidenceDocument, known: readonly string[]): readonly string[] =>
  [...new Set([...(document.entra?.users ?? []), ...(document.entra?.deletedUsers ?? [])].flatMap((user) => user.onPremisesImmutableId ?? []))].filter((anchor) => anchor !== '' && !known.includes(anchor));

/** Containers where deleted cloud accounts used to have their AD account, and of which it is not known whether they exist. */
function unknownHomes(document: EvidenceDocument): readonly string[] {
  const entries = (document.directory?.forests ?? []).flatMap((forest) => forest.entries ?? []);
  const there = new Set(entries.flatMap(({ dn }) => [dn, ...ancestorDns(dn)]).map((dn) => dn.toLowerCase()));
  const homes = (document.entra?.deletedUsers ?? []).flatMap((user) => parentDn(user.onPremisesDistinguishedName ?? '') ?? []);
  return [...new Set(homes)].filter((dn) => !there.has(dn.toLowerCase()));
}
