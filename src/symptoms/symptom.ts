/** Where people meet a message. */
export const MET_IN = ['export', 'run', 'event-log', 'mail', 'portal', 'graph', 'cmdlet', 'password', 'licence'] as const;
export type MetIn = (typeof MET_IN)[number];

/** A message that an administrator may paste, and what it points to. */
export interface Symptom {
  readonly from: MetIn;
  /** The code or the words by which people know it. */
  readonly message: string;
  /** Lower-case fragments; each entry is enough. The parts of an entry, set apart by ` & `, must all be there. A part of digits must stand alone. */
  readonly tells: readonly string[];
  /** Ids of causes, the likeliest first; empty where the message is no fault. */
  readonly causes: readonly string[];
  /** What it means, in one or two sentences. */
  readonly says: string;
}

export const symptom = (from: MetIn, message: string, tells: readonly string[], causes: readonly string[], says: string): Symptom => ({ from, message, tells, causes, says });
