import type { Clock } from '../../ports/clock.ts';
import type { JobDesk } from '../../ports/job-desk.ts';
import type { JobSigner } from '../../ports/job-signer.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { Store } from '../../ports/store.ts';

export interface RelayLinkOptions {
  readonly store: Pick<Store, 'relay' | 'relays' | 'useCounter' | 'audit' | 'touchRelay' | 'enrolRelay' | 'addEnrolmentToken' | 'enrolmentToken' | 'rotateRelayKey'>;
  /** Where jobs wait; in this process's memory when it is left out. */
  readonly desk?: JobDesk | undefined;
  readonly jobKey: JobSigner;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Relays of this group are served. */
  readonly group: string;
  /** How long to wait, in milliseconds; the defaults suit production. */
  readonly patience?: Partial<Patience> | undefined;
}

export interface Patience {
  /** Until a relay that was heard of lately takes a job. */
  readonly pickUp: number;
  /** Until any relay takes a job when none was heard of. */
  readonly pickUpFromNobody: number;
  readonly reading: number;
  /** Until the next part of a list comes. */
  readonly part: number;
  /** A delta cycle is waited for inside the step. */
  readonly step: number;
}
