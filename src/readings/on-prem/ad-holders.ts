import type { ForestDocument, Unread } from '../../model/evidence.ts';
import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import type { Directory } from '../../ports/directory.ts';
import { couldNotRead } from './could-not-read.ts';
import { eachOnce } from './entry-facts.ts';
import type { OnPremWorld } from './world.ts';

type Params = OnPremReadingParams['ad.holders'];

/** Which objects of every forest carry these anchors or addresses, and which of these DNs exist. A forest that cannot be read is absent and named in `unread`. */
export async function adHolders({ directories }: Pick<OnPremWorld, 'directories'>, params: Params): Promise<OnPremFragment> {
  if (directories.length === 0) return { unread: [{ what: 'directory', why: 'not-configured', detail: 'no forest is configured on the relay' }] };
  const answers = await Promise.all(directories.map(({ forest, directory }) => forestAnswer(forest, directory, params)));
  return { forests: answers.flatMap(({ forests }) => forests), unread: answers.flatMap(({ unread }) => unread) };
}

interface Answer {
  readonly forests: readonly ForestDocument[];
  readonly unread: readonly Unread[];
}

async function forestAnswer(forest: string, directory: Directory, { anchors, addresses, dns = [] }: Params): Promise<Answer> {
  const [live, deleted] = await Promise.allSettled([
    Promise.all([
      anchors.length === 0 ? [] : directory.withAnchors(anchors),
      addresses.length === 0 ? [] : directory.holders(addresses),
      dns.length === 0 ? [] : directory.existing(dns),
    ]),
    anchors.length === 0 ? null : directory.deleted({ anchors, names: [] }),
  ]);
  if (live.status === 'rejected') return { forests: [], unread: [couldNotRead('directory', `forest ${forest}`, live.reason)] };
  const entries = eachOnce(live.value.flat());
  if (deleted.status === 'rejected') return { forests: [{ name: forest, entries }], unread: [couldNotRead('directory.deleted', `recycle bin of ${forest}`, deleted.reason)] };
  return { forests: [{ name: forest, entries, ...(deleted.value === null ? {} : { deleted: deleted.value }) }], unread: [] };
}
