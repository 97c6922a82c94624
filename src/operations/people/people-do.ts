import type { Observation } from '../../model/journal.ts';
import type { OperationParams } from '../../model/plan.ts';
import type { WatchedWorld } from '../../ports/watched-world.ts';
import { CHANGES } from '../changes.ts';
import { defineOperation, NotApplied } from '../operation.ts';

type Params = OperationParams['people.do'];

/**
 * Something that only a person can do. It counts as done when the world shows it, never when somebody says so.
 * `apply` looks once; to wait is the executor's part, which alone knows since when.
 */
export const peopleDo = defineOperation({
  name: 'people.do',
  version: 1,
  ...CHANGES['people.do'],

  async look({ watched }: { readonly watched: WatchedWorld }, { task, watch }: Params, since: Date | null): Promise<Observation> {
    // What a person has done already before it was asked for is as good.
    if (since === null) return { stands: 'before', found: {}, says: `${task}: not asked for yet` };
    const { seen, says } = await watched.look(watch);
    return { stands: seen ? 'after' : 'before', found: {}, says };
  },

  async apply({ watched }: { readonly watched: WatchedWorld }, { watch }: Params): Promise<void> {
    const { seen, says } = await watched.look(watch);
    if (!seen) throw new NotApplied(says);
  },
});
