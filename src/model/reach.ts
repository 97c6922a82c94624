import { OPERATIONS } from './operations.ts';
import type { AdTarget, StepDraft } from './plan.ts';

/** What a step touches. */
export type Reach =
  /** `objects`: the one that is written first; `containers`: where it is brought to. */
  | { readonly is: 'ad-object'; readonly objects: readonly [AdTarget, ...AdTarget[]]; readonly containers: readonly string[] }
  /** A forest by the DNS name of its root domain. */
  | { readonly is: 'forest'; readonly forest: string }
  /** A sync server; `object` where the engine works on that one alone. */
  | { readonly is: 'sync-server'; readonly server: string; readonly object: AdTarget | null }
  /** Entra objects by their ids, the one that is written first. */
  | { readonly is: 'entra'; readonly ids: readonly [string, ...string[]]; readonly name: string }
  /** Nothing that the product writes; `about` names the object for people. */
  | { readonly is: 'people'; readonly about: string };

export function reachOf(step: StepDraft): Reach {
  switch (step.operation) {
    case 'ad.change-addresses':
    case 'ad.change-values':
    case 'ad.set-enabled':
    case 'ad.set-anchor':
      return { is: 'ad-object', objects: [step.params.object], containers: [] };
    case 'ad.move':
    case 'ad.restore-deleted':
      return { is: 'ad-object', objects: [step.params.object], containers: [step.params.to] };
    case 'ad.change-member':
      return { is: 'ad-object', objects: [step.params.group, step.params.member], containers: [] };
    case 'ad.change-upn-suffixes':
      return { is: 'forest', forest: step.params.forest };
    case 'sync.synchronize-object':
    case 'sync.send-password-hash':
      return { is: 'sync-server', server: step.params.server, object: step.params.object };
    case 'sync.set-scheduler':
    case 'sync.set-maintenance':
    case 'sync.set-history-retention':
    case 'sync.start-delta':
    case 'sync.start-full':
    case 'sync.restart-service':
      return { is: 'sync-server', server: step.params.server, object: null };
    case 'entra.retry-provisioning':
    case 'entra.set-source-of-authority':
      return entra(step.params.objectId);
    case 'entra.change-member':
      return { is: 'entra', ids: [step.params.userId, step.params.groupId], name: step.params.userId };
    case 'entra.delete-user':
    case 'entra.restore-user':
      return { is: 'entra', ids: [step.params.userId], name: step.params.userName };
    case 'entra.set-anchor':
    case 'entra.set-user-name':
    case 'entra.set-mail':
    case 'entra.set-usage-location':
    case 'entra.change-licence':
    case 'entra.reprocess-licences':
    case 'entra.set-manager':
    case 'entra.revoke-sessions':
      return entra(step.params.userId);
    case 'people.do':
      return { is: 'people', about: step.params.about };
  }
}

const entra = (id: string): Reach => ({ is: 'entra', ids: [id], name: id });

/** A step that runs on a relay. */
export const isOnPrem = ({ operation }: Pick<StepDraft, 'operation'>): boolean => OPERATIONS[operation].place === 'on-prem';
