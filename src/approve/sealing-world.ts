import type { PlanId } from '../model/ids.ts';
import type { Plan } from '../model/plan.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdTokens } from '../ports/id-tokens.ts';
import type { People } from '../ports/people.ts';
import type { Random } from '../ports/random.ts';
import type { RelayLink } from '../ports/relay-link.ts';
import type { SignInPage } from '../ports/sign-in-page.ts';
import type { Store, StoredSignIn } from '../ports/store.ts';
import type { Approvals } from './press.ts';
import type { PressAnswer } from './pressed.ts';

/** Where and with which applications people sign in, from the configuration. */
export interface SealSettings {
  readonly tenantId: string;
  readonly issuer: string;
  readonly publicUrl: string;
  readonly appId: string;
  readonly ownMachineAppId?: string | undefined;
  readonly authenticationContext?: string | undefined;
}

/** What of sealing stands outside. */
export interface SealingPorts {
  readonly settings: SealSettings;
  readonly idTokens: IdTokens;
  readonly page: SignInPage;
  /** Takes refusals of strangers, who must not be able to fill the trail. */
  readonly strangerRefused: Store['audit'];
}

/** What sealing is handed. */
export interface SealingWorld extends SealingPorts {
  readonly store: Store;
  readonly approvals: Pick<Approvals, 'press'>;
  readonly people: Pick<People, 'whoIs'>;
  readonly relayLink: Pick<RelayLink, 'step'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  /** A plan has a new seal; `answer` is what the press said that the seal completed, null for the requester's. */
  readonly sealed: (planId: PlanId, answer: PressAnswer | null) => void;
  readonly inBackground: (what: string, work: Promise<unknown>) => void;
}

/** A sign-in that can still be completed. */
export interface OpenSignIn {
  readonly is: 'open';
  readonly signIn: StoredSignIn;
  readonly plan: Plan;
}
