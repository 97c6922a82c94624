import { readFileSync, statSync } from 'node:fs';
import { nobodyMay, parseApprovalPolicy, type PolicyReading } from '../../boundary/approval-policy.ts';
import type { Clock } from '../../ports/clock.ts';

interface PolicyFileOptions {
  readonly file: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Told once of every policy that comes into force, the first one included. */
  readonly changed: (reading: PolicyReading) => void;
}

/** The approval policy as its file says now: asked at every use, read when the file is another than before. */
export interface PolicyFile {
  reading(): PolicyReading;
}

/** A file that is being written may look whole halfway; a new text counts when it has stayed the same this long, and meanwhile nobody may do anything. */
const SETTLES_IN_MS = 1_000;

export function openPolicyFile({ file, clock, changed }: PolicyFileOptions): PolicyFile {
  let inForce: Seen | null = null;
  let fresh: Seen | null = null;

  const accept = (seen: Seen): PolicyReading => {
    const isNew = inForce?.reading.policy.version !== seen.reading.policy.version || inForce.text === null !== (seen.text === null);
    [inForce, fresh] = [seen, null];
    if (isNew) changed(seen.reading);
    return seen.reading;
  };

  return {
    reading() {
      const stamp = stampOf(file);
      if (inForce?.stamp === stamp && fresh === null) return inForce.reading;
      const now = clock.now().getTime();
      const seen = fresh?.stamp === stamp ? fresh : look(file, { stamp, since: now });
      const harmless = inForce === null || seen.text === inForce.text || seen.reading.faults.length > 0;
      if (stampOf(file) === stamp && (harmless || isSettled(seen, now))) return accept(seen);
      fresh = seen;
      return nobodyMay(seen.text, 'The approval policy file has just been changed; it counts in a second.');
    },
  };
}

interface Seen {
  readonly stamp: string;
  /** When this very file was seen for the first time. */
  readonly since: number;
  readonly modified: number;
  readonly text: string | null;
  readonly reading: PolicyReading;
}

const isSettled = ({ since, modified }: Seen, now: number): boolean => now - since >= SETTLES_IN_MS || (now - modified >= SETTLES_IN_MS && modified > 0);

const NO_FILE = 'no file';

/** Changes with every write and with every file that takes the place of another. */
function stampOf(file: string): string {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return NO_FILE;
  }
}

function look(file: string, { stamp, since }: { readonly stamp: string; readonly since: number }): Seen {
  try {
    const text = readFileSync(file, 'utf8');
    return { stamp, since, modified: statSync(file).ctimeMs, text, reading: parseApprovalPolicy(text) };
  } catch {
    return { stamp, since, modified: 0, text: null, reading: parseApprovalPolicy(null) };
  }
}
