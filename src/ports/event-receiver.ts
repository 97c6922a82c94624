import type { ToldIncident } from '../model/told-incident.ts';

/** Somebody outside who is told of every turn of every incident, in order and at least once; `seq` tells a repetition. */
export interface EventReceiver {
  /** Unique; where delivery has got to is kept under it. */
  readonly name: string;
  readonly names: boolean;
  /** Rejects with `NotReceived` unless it was taken. */
  deliver(event: ToldIncident): Promise<void>;
}

export class NotReceived extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotReceived';
  }
}
