import { anchorsOf } from '../deduce/source-anchor.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { ownMember } from '../model/own-member.ts';
import type { CloudUser } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, type Course } from './course.ts';
import { entriesOf, onUser, serverNamed } from './edit-document.ts';
import { keptOutBy } from './inbound-scope.ts';
import { intoRecycleBin } from './recycle-bin.ts';
import { refusedValue } from './refused-value.ts';
import { tell } from './tell.ts';
import { userValues } from './user-values.ts';

/**
 * A stopped service tells nothing of its lists and rules. Of an account that was synchronised until then it is taken that it goes on: that it is in scope, and that
 * the rules of Microsoft are at work. Of anything else nothing is said, and what the engine itself holds stays unread.
 */
export function resume(course: Course, name: string): void {
  const server = serverNamed(course, name);
  if (server === undefined || server.connectors !== undefined) return;
  const settings = evidenceOf(course)['syncServers.globalSettings'];
  for (const ad of entriesOf(course).filter((entry) => kindOfEntry(entry) === 'user')) {
    const account = (course.document.entra?.users ?? []).find((user) => user.onPremisesSyncEnabled === true && anchorsOf(ad, settings).includes(user.onPremisesImmutableId ?? ''));
    if (account === undefined || ownMember(course.document.entra?.syncBehavior, account.id)?.isCloudManaged === true) continue;
    const keptOut = keptOutBy(ad, { server, entries: entriesOf(course) });
    if (typeof keptOut === 'string') leave(course, { ad, account, because: keptOut });
    else goOn(course, ad, account);
  }
}

function leave(course: Course, { ad, account, because }: { readonly ad: AdObject; readonly account: CloudUser; readonly because: string }): void {
  intoRecycleBin(course, account.id);
  tell(course, ad.dn, `The first cycle leaves ${ad.dn} out (${because}) and puts ${account.displayName ?? account.id} into the recycle bin of Entra.`);
}

function goOn(course: Course, ad: AdObject, account: CloudUser): void {
  const anchor = account.onPremisesImmutableId ?? '';
  if (refusedValue(course, ad, { id: account.id, anchor }) !== null) return;
  course.document = onUser(course, account.id, (user) => userValues(course, { ad, user, anchor }));
  tell(course, ad.dn, `The first cycle carries the values of ${ad.dn} to Entra, if its account is synchronised as it was before.`);
}
