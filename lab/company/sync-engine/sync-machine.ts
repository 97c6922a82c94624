import type { Trouble } from './trouble.ts';

/** The machine below the engine and the road from it, as people and chance change them. The engine only suffers what stands here. */
export interface SyncMachine {
  /** File version of miiserver.exe. */
  version: string;
  /** An open wizard or an unfinished upgrade holds the scheduler. */
  isSuspended: boolean;
  isMaintained: boolean;
  /** How long runs stay in the history, as a TimeSpan. */
  historyRetention: string;
  /** Single objects were synchronised too often; the cmdlet asks for patience. */
  isThrottled: boolean;
  /** A cycle that was started does not come to an end. */
  hangs: boolean;
  /** The registry forbids TLS 1.2 to .NET. */
  forbidsTls12: boolean;
  healthAgent: { version: string; status: string };
  readonly troubles: Set<Trouble>;
  /** Anchors that were just changed in Entra: the first export meets a server there that has not heard of it. */
  readonly lateAnchors: Set<string>;
  readonly passwords: PasswordLoop;
}

/** Password hash synchronisation, which runs beside the cycles every two minutes. */
export interface PasswordLoop {
  /** The switch of the forest, in the configuration of the server. */
  isEnabled: boolean;
  /** What keeps every password of the domain back; null: nothing. */
  obstacle: PasswordObstacle | null;
  /** Since when the obstacle is there, or since when the loop stands still. */
  since: Date | null;
  /** The loop gives no sign of life, without a word. */
  hangs: boolean;
  /** objectGUIDs of people whose hash Entra does not take. */
  readonly refused: Set<string>;
  /** When somebody had the hash of an account sent anew, by objectGUID. */
  readonly sent: Map<string, Date>;
}

export type PasswordObstacle = 'replication-refused' | 'rpc-unreachable' | 'md5-forbidden' | 'waits-for-full-synchronisation';

export const createSyncMachine = (): SyncMachine => ({
  version: '2.6.84.0',
  isSuspended: false,
  isMaintained: true,
  historyRetention: '7.00:00:00',
  isThrottled: false,
  hangs: false,
  forbidsTls12: false,
  healthAgent: { version: '4.5.2600.0', status: 'Running' },
  troubles: new Set(),
  lateAnchors: new Set(),
  passwords: { isEnabled: true, obstacle: null, since: null, hangs: false, refused: new Set(), sent: new Map() },
});
