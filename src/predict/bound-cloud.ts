import { anchorsOf } from '../deduce/source-anchor.ts';
import type { CloudObject, ExportError } from '../model/evidence.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, type Course } from './course.ts';
import type { Standing } from './spaces.ts';

/** The live object in Entra that the engine has joined it to. */
export function boundCloud(course: Course, ad: AdObject, { cloudId, exportedAnchor }: Standing): CloudObject | undefined {
  const { users = [], groups = [], contacts = [] } = course.document.entra ?? {};
  const known = cloudId === undefined ? undefined : [...users, ...groups, ...contacts].find(({ id }) => id === cloudId);
  if (known !== undefined) return known;
  const anchors = exportedAnchor === undefined ? anchorsOf(ad, evidenceOf(course)['syncServers.globalSettings']) : [exportedAnchor];
  return users.find((user) => user.onPremisesSyncEnabled === true && anchors.includes(user.onPremisesImmutableId ?? ''));
}

/** An error that nothing explains away goes on: the same values meet the same refusal. */
export function keptError(course: Course, { judgedAnew }: { readonly judgedAnew: boolean }, { exporting }: Standing): ExportError | null {
  const error = exporting?.HasExportError === false ? null : (exporting?.ExportError ?? null);
  if (error === null || judgedAnew) return null;
  const passes = /throttl|too many requests|busy|locking-error/i.test([error.ErrorName, error.ErrorType, error.ErrorLiteral].join(' '));
  return passes || isFirstOverAnchor(error) || hasHolderGone(course, error) ? null : error;
}

/** The first export after an anchor was changed may meet a server of Entra that has not heard of it; what the match itself says is judged anew. */
const isFirstOverAnchor = ({ RetryCount, ErrorName, conflict }: ExportError): boolean => RetryCount === 0 && /AttributeValueMustBeUnique|duplicate-?anchor/i.test(ErrorName ?? '') && /^(SourceAnchor|.*ImmutableId)$/i.test(conflict?.attributeName ?? '');

/** A SID is unique among live accounts only; the one that had it lies in the recycle bin by now. */
const hasHolderGone = ({ document }: Course, { conflict }: ExportError): boolean =>
  /SecurityIdentifier/i.test(conflict?.attributeName ?? '') && (document.entra?.deletedUsers ?? []).some(({ id }) => id === conflict?.objectIdInConflict);
