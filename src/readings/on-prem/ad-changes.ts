import type { OnPremFragment, OnPremReadingParams } from '../../model/relay-job.ts';
import { couldNotRead } from './could-not-read.ts';
import { attempt, placeOf } from './domains.ts';
import type { OnPremWorld } from './world.ts';

/** When the attributes of an object were last written, from every domain that knows it. Who wrote them is in no directory. */
export async function adChanges({ directories }: Pick<OnPremWorld, 'directories'>, { guid }: OnPremReadingParams['ad.changes']): Promise<OnPremFragment> {
  if (directories.length === 0) return { unread: [{ what: 'directory.changes', why: 'not-configured', detail: 'no forest is configured on the relay' }] };
  const answers = await Promise.all(directories.map(async (domain) => ({ domain, answer: await attempt(() => domain.directory.changes(guid)) })));
  const told = answers.flatMap(({ answer }) => (answer.ok ? [answer.value] : []));
  return {
    ...(told.length === 0 ? {} : { changes: told.flatMap((changes) => (changes === null ? [] : [changes])) }),
    unread: answers.flatMap(({ domain, answer }) => (answer.ok ? [] : [couldNotRead('directory.changes', placeOf(domain), answer.error)])),
  };
}
