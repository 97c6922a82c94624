import { rdnsOf } from '../model/distinguished-name.ts';
import type { AdTarget, Undo } from '../model/plan.ts';
import { CHANGES } from './changes.ts';
import type { Reversal, StepDraft } from './operation.ts';

/** How each operation is taken back. */
export const REVERSAL: Reversal = {
  'ad.change-addresses': (params) => {
    const { object, remove, add } = params;
    const now = CHANGES['ad.change-addresses'].after(params)['proxyAddresses'] ?? [];
    return undoBy({ operation: 'ad.change-addresses', params: { object, before: now, remove: add, add: remove }, says: `Give ${object.dn} its addresses back` });
  },
  'ad.set-anchor': ({ object, before, after }) =>
    undoBy({ operation: 'ad.set-anchor', params: { object, before: after, after: before }, says: before === null ? `Empty mS-DS-ConsistencyGuid of ${object.dn} again` : `Give ${object.dn} its former mS-DS-ConsistencyGuid back` }),
  'ad.move': ({ object, from, to }) =>
    undoBy({ operation: 'ad.move', params: { object: movedTo(object, to), from: to, to: from }, says: `Move ${movedTo(object, to).dn} back to ${from}` }),
  'sync.set-scheduler': ({ server, before, after }) =>
    undoBy({ operation: 'sync.set-scheduler', params: { server, before: after, after: before }, says: `Switch the scheduler of ${server} ${before ? 'on' : 'off'} again` }),
  'sync.start-delta': () => ({ is: 'nothing-to-undo' }),
  'sync.restart-service': () => ({ is: 'nothing-to-undo' }),
  'entra.set-anchor': ({ userId, before, after }) =>
    undoBy({ operation: 'entra.set-anchor', params: { userId, before: after, after: before }, says: before === null ? `Empty onPremisesImmutableId of ${userId} again` : `Give ${userId} its former onPremisesImmutableId back` }),
};

const undoBy = (step: StepDraft): Undo => ({ is: 'steps', step });

const movedTo = ({ guid, dn }: AdTarget, container: string): AdTarget => ({ guid, dn: [...rdnsOf(dn).slice(0, 1), container].join(',') });
