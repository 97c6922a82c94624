import type { Diagnosis } from '../model/diagnosis.ts';
import type { Lane } from '../model/lanes.ts';
import { causeGone } from './cause-gone.ts';

interface Asking {
  readonly cause: string;
  /** Objects that need not be asked about again; those that are cured are added. */
  readonly cured: Set<string>;
}

const AT_ONCE = 4;
const MOST_NAMED = 8;

/** Asks about every object of a plan for many that is not cured yet, a few at a time. Never rejects. */
export async function manyCured(diagnose: (asked: string) => Promise<Diagnosis>, lanes: readonly Lane[], { cause, cured }: Asking): Promise<{ readonly isCured: boolean; readonly says: string }> {
  const open = lanes.filter(({ key }) => !cured.has(key));
  for (let at = 0; at < open.length; at += AT_ONCE) {
    await Promise.all(
      open.slice(at, at + AT_ONCE).map(async ({ key }) => {
        const { is } = await causeGone(diagnose, { asked: key, cause });
        if (is === 'gone') cured.add(key);
      }),
    );
  }
  const left = open.filter(({ key }) => !cured.has(key)).map(({ target }) => target.displayName);
  const all = lanes.length === 1 ? '1 object' : `${lanes.length} objects`;
  if (left.length === 0) return { isCured: true, says: `the cause is gone for all ${all} that were changed.` };
  return { isCured: false, says: `Gone for ${lanes.length - left.length} of ${all}. Not yet: ${left.slice(0, MOST_NAMED).join(', ')}${left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : ''}.` };
}
