import type { EvidenceDocument } from '../model/evidence.ts';
import type { Evidence } from '../model/exhibits.ts';
import type { Overwrite } from '../model/prediction.ts';
import { exhibitsOf } from '../diagnose/exhibits-of.ts';

/** The world as it is thought to go on: the evidence after everything so far, and what is to be told of it. */
export interface Course {
  document: EvidenceDocument;
  /** The evidence as it was read. */
  readonly start: EvidenceDocument;
  /** objectGUID of the object in question; null where it is not in AD. Of others the engine may hold more than was read. */
  readonly about: string | null;
  /** When the plan runs; everything is taken to happen within a few seconds. */
  readonly at: Date;
  /** objectGUIDs of AD objects and ids of Entra objects that a step has written, and those of them that no cycle has worked through yet. */
  readonly touched: Set<string>;
  readonly untold: Set<string>;
  /** Results of runs that a step has taken the ground from, e.g. `stopped-database-disk-full`. */
  readonly relieved: Set<string>;
  /** Causes that a person is watched for to have mended. */
  readonly mended: Set<string>;
  /** Ids of Entra objects that steps or cycles have written, and settings that people have changed; what these stood in the way of is judged again. */
  readonly moved: Set<string>;
  /** objectGUIDs of AD objects that a cycle gives an account in Entra. */
  readonly arrived: Set<string>;
  /** What the cycles do, in sentences, in order. */
  readonly says: Set<string>;
  /** Why the outcome cannot be told; empty where it can. */
  readonly doubts: Set<string>;
  overwrites: readonly Overwrite[];
  /** A step starts a service that stood still, so that everything that has waited shows. */
  resumes: boolean;
}

export const startCourse = (document: EvidenceDocument, at: Date, about: string | null = null): Course => ({
  document, start: document, at, about, touched: new Set(), untold: new Set(), relieved: new Set(), mended: new Set(), moved: new Set(), arrived: new Set(), says: new Set(), doubts: new Set(), overwrites: [], resumes: false,
});

const seen = new WeakMap<EvidenceDocument, Evidence>();

/** The evidence of this moment as exhibits. */
export function evidenceOf({ document }: Pick<Course, 'document'>): Evidence {
  const known = seen.get(document);
  if (known !== undefined) return known;
  const made = exhibitsOf(document);
  seen.set(document, made);
  return made;
}

/** The steps are done, seconds later; a cycle begins one second after and ends two seconds after. */
export const later = ({ at }: Pick<Course, 'at'>, seconds: number): string => new Date(at.getTime() + seconds * 1000).toISOString();

/** A step has written this object. */
export function touch({ touched, untold }: Course, id: string): void {
  touched.add(id);
  untold.add(id);
}
