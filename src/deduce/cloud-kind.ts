import type { CloudKind } from '../model/plan.ts';
import type { SubjectKind } from '../model/subject.ts';

/** A subject as Entra knows it; null for a device. */
export const cloudKindOf = (kind: SubjectKind): CloudKind | null => (kind === 'device' ? null : kind);
