import { kindOfEntry } from '../deduce/object-kind.ts';
import { isOutside, scopeOf } from '../deduce/scope.ts';
import type { CloudObject } from '../model/evidence.ts';
import { ownMember } from '../model/own-member.ts';
import { boundCloud } from './bound-cloud.ts';
import type { Course } from './course.ts';
import { entriesOf, onEntra } from './edit-document.ts';
import { keptOutBy } from './inbound-scope.ts';
import { passOther } from './pass-other.ts';
import { passUser } from './pass-user.ts';
import type { Passing } from './passing.ts';
import { intoRecycleBin } from './recycle-bin.ts';
import { forget, standingOf, writeSpaces, type Standing } from './spaces.ts';
import { tell } from './tell.ts';

/** What one cycle does with one object: import, scope and filter, anchor, match or update, export. */
export function passObject(course: Course, passing: Passing): void {
  const { ad, server } = passing;
  const standing = standingOf(course, server.name, ad);
  const scope = scopeOf(ad.dn, [{ server: server.name, staging: false, value: server.connectors ?? [] }]);
  if (server.connectors === undefined || scope.is === 'unknown') return void course.doubts.add(`Whether ${ad.dn} is in scope cannot be told, because the lists of the connectors were not read.`);
  if (isOutside(scope)) return leave(course, passing, { standing, because: 'out of scope' });
  const keptOut = keptOutBy(ad, { server, entries: entriesOf(course) });
  if (keptOut === undefined) return void course.doubts.add(`Whether a rule keeps ${ad.dn} out cannot be told.`);
  if (keptOut !== null) return keepOut(course, passing, { standing, because: keptOut });
  const kind = kindOfEntry(ad);
  if (kind === 'user') return passUser(course, passing, standing);
  if (kind === 'group' || kind === 'contact') return passOther(course, passing, { standing, kind });
}

interface Leaving {
  readonly standing: Standing;
  readonly because: string;
}

function leave(course: Course, { ad, server, exports }: Passing, { standing, because }: Leaving): void {
  if (standing.importing === undefined || !exports) return;
  const bound = boundCloud(course, ad, standing);
  forget(course, server.name, ad);
  if (bound === undefined || isMasteredInCloud(course, bound)) return;
  intoBin(course, bound);
  tell(course, ad.dn, `${ad.dn} is ${because}: the cycle puts ${bound.displayName ?? bound.id} into the recycle bin of Entra.`);
}

function keepOut(course: Course, { ad, server, exports }: Passing, { standing, because }: Leaving): void {
  if (!exports) return;
  const bound = boundCloud(course, ad, standing);
  writeSpaces(course, server.name, { ad, anchor: null, cloudId: null, keptOut: because, refusal: null, syncError: null });
  if (bound === undefined || isMasteredInCloud(course, bound)) return tell(course, ad.dn, `The cycle leaves ${ad.dn} out: ${because}.`);
  intoBin(course, bound);
  tell(course, ad.dn, `The cycle leaves ${ad.dn} out (${because}) and puts ${bound.displayName ?? bound.id} into the recycle bin of Entra.`);
}

/** The engine leaves alone what was made cloud-managed. */
const isMasteredInCloud = ({ document }: Course, { id }: CloudObject): boolean => ownMember(document.entra?.syncBehavior, id)?.isCloudManaged === true;

/** Users can be brought back for 30 days; groups and contacts are gone. */
function intoBin(course: Course, { id }: CloudObject): void {
  if (course.document.entra?.users?.some((user) => user.id === id) === true) return intoRecycleBin(course, id);
  course.document = onEntra(course, (entra) => ({ ...entra, groups: entra.groups?.filter((group) => group.id !== id), contacts: entra.contacts?.filter((contact) => contact.id !== id) }));
}
