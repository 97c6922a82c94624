import type { AdEntry, ForestDocument, Unread } from '../../model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import { askCatalogs } from './ad-catalog.ts';
import { couldNotRead } from './could-not-read.ts';
import { attempt, byForest, homeOf, missing, placeOf, sameForest } from './domains.ts';
import { eachOnce } from './entry-facts.ts';
import type { Domain, OnPremWorld } from './world.ts';

type Params = OnPremReadingParams['ad.holders'];

/** Which objects of every forest carry these anchors or addresses, which of these DNs exist, and who is a direct member of these groups. A forest that cannot be read is absent and named in `unread`. */
export async function adHolders({ directories }: Pick<OnPremWorld, 'directories'>, params: Params): Promise<OnPremFragment> {
  if (directories.length === 0) return { unread: [{ what: 'directory', why: 'not-configured', detail: 'no forest is configured on the relay' }] };
  const [answers, catalogs] = await Promise.all([
    Promise.all(directories.map(async (domain) => ({ domain, answer: await attempt(() => domainAnswer(domain, params)) }))),
    params.addresses.length === 0 ? [] : askCatalogs(directories, (catalog) => catalog.holders(params.addresses)),
  ]);
  const documents = answers.flatMap(({ answer }) => (answer.ok ? [answer.value.forest] : []));
  const readable = answers.flatMap(({ domain, answer }) => (answer.ok ? [domain] : []));
  const known = catalogs.flatMap(({ forest, answer }) => {
    const own = directories.filter((domain) => sameForest(domain, { forest }));
    return answer.ok && readable.some((domain) => sameForest(domain, { forest })) ? [{ name: forest, entries: answer.value.filter(({ dn }) => homeOf(dn, own) === undefined) }] : [];
  });
  return {
    forests: byForest([...documents, ...known]),
    unread: answers.flatMap(({ domain, answer }) => (answer.ok ? answer.value.unread : missing(domain, answer.error, readable))),
  };
}

interface Answer {
  readonly forest: ForestDocument;
  readonly unread: readonly Unread[];
}

async function domainAnswer(domain: Domain, params: Params): Promise<Answer> {
  const { anchors } = params;
  const [entries, deleted] = await Promise.all([liveOnes(domain, params), attempt(async () => (anchors.length === 0 ? null : domain.directory.deleted({ anchors, names: [] })))]);
  const name = domain.forest;
  if (!deleted.ok) return { forest: { name, entries }, unread: [couldNotRead('directory.deleted', `recycle bin of ${placeOf(domain)}`, deleted.error)] };
  return { forest: { name, entries, ...(deleted.value === null ? {} : { deleted: deleted.value }) }, unread: [] };
}

async function liveOnes({ directory }: Domain, { anchors, addresses, dns = [], memberships }: Params): Promise<readonly AdEntry[]> {
  const found = await Promise.all([
    anchors.length === 0 ? [] : directory.withAnchors(anchors),
    addresses.length === 0 ? [] : directory.holders(addresses),
    memberships === undefined || memberships.groups.length === 0 ? [] : directory.memberships(memberships),
    dns.length === 0 ? [] : directory.existing(dns),
  ]);
  return eachOnce(found.flat());
}
