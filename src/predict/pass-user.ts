import { firstOf, sameText } from '../deduce/attributes.ts';
import { kindOfEntry } from '../deduce/object-kind.ts';
import { anchorsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import type { CloudObject } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { ownMember } from '../model/own-member.ts';
import { arrive } from './arrive.ts';
import { boundCloud, keptError } from './bound-cloud.ts';
import { evidenceOf, later, type Course } from './course.ts';
import { entriesOf, generalized, onEntries, onUser, withValues } from './edit-document.ts';
import { keptOutBy } from './inbound-scope.ts';
import type { Passing } from './passing.ts';
import { isKnown } from './is-known.ts';
import { passwordWaits, sendPassword } from './password-loop.ts';
import { refusedValue } from './refused-value.ts';
import { ruleError } from './rule-error.ts';
import { standingOf, writeSpaces, type Standing } from './spaces.ts';
import { tell } from './tell.ts';
import { userValues } from './user-values.ts';

/** A user that the rules let in: anchor, then the update of its account or its arrival in Entra. */
export function passUser(course: Course, passing: Passing, standing: Standing): void {
  const { ad, server } = passing;
  if (standing.takenForAnother) return;
  const anchors = anchorsOf(ad, evidenceOf(course)['syncServers.globalSettings']);
  const [anchor] = anchors;
  if (anchor === undefined || anchors.length > 1) return void course.doubts.add(`The source anchor of ${ad.dn} cannot be told.`);
  const bound = boundCloud(course, ad, standing);
  if (bound !== undefined && standing.exportedAnchor !== undefined && standing.exportedAnchor !== anchor) return anchorChanged(course, passing, { standing, bound });
  const rival = rivalOf(course, passing, anchor);
  if (rival !== undefined && standing.exportedAnchor !== anchor) {
    const isSettled = !passing.exports || !isKnown(course, ad, standing) || standingOf(course, server.name, rival).exportedAnchor === anchor;
    return isSettled ? undefined : void course.doubts.add(`${ad.dn} and ${rival.dn} have one anchor; which of them Entra takes cannot be told.`);
  }
  const thrown = ruleError(course, passing, standing);
  const isGone = bound === undefined && (standing.cloudId === undefined || passing.noticesCloud);
  const rest = { anchor, cloudId: bound?.id ?? null, keptOut: null, syncError: thrown };
  if (thrown !== null || !passing.exports) {
    writeSpaces(course, server.name, { ...rest, ad, refusal: standing.exporting?.ExportError ?? null });
    if (isGone) passwordWaits(course, server.name, ad);
    return;
  }
  if (bound === undefined && !isGone) return;
  if (!passing.staged) writeBack(course, ad);
  const own = passing.staged ? ad : entryNow(course, ad);
  if (bound !== undefined && ownMember(course.document.entra?.syncBehavior, bound.id)?.isCloudManaged === true) return;
  const refusal = keptError(course, passing, standing) ?? refusedValue(course, own, { id: bound?.id, anchor });
  if (refusal !== null) {
    writeSpaces(course, server.name, { ...rest, ad: own, refusal });
    // Of an object that was refused before, the log says already what it says, unless it had an account then.
    if (bound === undefined && (standing.cloudId !== undefined || standing.exporting?.HasExportError !== true)) passwordWaits(course, server.name, own);
    return tell(course, ad.dn, `Entra refuses ${own.dn} (${('error' in refusal ? refusal.error : refusal.ErrorName) ?? 'error'}).`);
  }
  if (bound !== undefined) return update(course, passing, { anchor, id: bound.id });
  if (isKnown(course, own, standing)) arrive(course, { own, server: server.name, anchor });
}

/** Another AD account with this anchor that the rules let in as well. */
const rivalOf = (course: Course, { ad, server }: Passing, anchor: string): AdObject | undefined =>
  entriesOf(course).find((other) => kindOfEntry(other) === 'user' && objectGuidOf(other) !== objectGuidOf(ad) && anchorsOf(other, evidenceOf(course)['syncServers.globalSettings'])[0] === anchor && typeof keptOutBy(other, { server, entries: entriesOf(course) }) !== 'string');

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-design-concepts */
function anchorChanged(course: Course, { ad, server }: Passing, { standing, bound }: { readonly standing: Standing; readonly bound: CloudObject }): void {
  const known = standing.importing?.SynchronizationError;
  const syncError = { RetryCount: (known?.RetryCount ?? -1) + 1, InitialOccurrence: known?.InitialOccurrence ?? later(course, 1), LatestOccurrence: later(course, 1), ErrorType: 'sync-rule-error-function-triggered', SynchronizationStep: 'import-flow', ErrorText: 'The sourceAnchor attribute has changed.' };
  writeSpaces(course, server.name, { ad, anchor: standing.exportedAnchor ?? null, cloudId: bound.id, keptOut: null, refusal: null, syncError });
  tell(course, ad.dn, `The cycle stops at ${ad.dn}: its anchor is another than the one it was exported with.`);
}

/** An empty ConsistencyGuid is filled from objectGUID, if it is the anchor and the connector account may write it. */
function writeBack(course: Course, ad: AdObject): void {
  const setting = evidenceOf(course)['syncServers.globalSettings'];
  const attribute = setting.state === 'known' ? setting.value.flatMap(({ value }) => (value.Parameters ?? []).filter(({ Name }) => sameText(Name, 'Microsoft.SynchronizationOption.AnchorAttribute'))).map(({ Value }) => Value)[0] : undefined;
  const octets = firstOf(ad, 'objectGUID');
  if (!sameText(attribute, 'mS-DS-ConsistencyGuid') || firstOf(ad, 'mS-DS-ConsistencyGuid') !== undefined || octets === undefined) return;
  const denied = evidenceOf(course)['directory.inheritanceBlocked'];
  if (denied.state === 'known' && denied.value.some((dn) => sameText(dn, ad.dn))) return;
  course.document = onEntries(course, (entry) => (objectGuidOf(entry) === objectGuidOf(ad) ? withValues(withValues(entry, 'mS-DS-ConsistencyGuid', [octets]), 'whenChanged', [generalized(course.at)]) : entry));
}

const entryNow = (course: Course, ad: AdObject): AdObject => entriesOf(course).find((entry) => objectGuidOf(entry) === objectGuidOf(ad)) ?? ad;

function update(course: Course, { ad, server, staged }: Passing, { anchor, id }: { readonly anchor: string; readonly id: string }): void {
  const own = staged ? ad : entryNow(course, ad);
  course.document = onUser(course, id, (user) => userValues(course, { ad: own, user, anchor }));
  course.moved.add(id);
  writeSpaces(course, server.name, { ad: own, anchor, cloudId: id, keptOut: null, refusal: null, syncError: null });
  sendPassword(course, server.name, own);
  tell(course, ad.dn, `The cycle carries the values of ${own.dn} to Entra.`);
}
