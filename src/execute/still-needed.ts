import type { Diagnosis } from '../model/diagnosis.ts';
import { lanesOf } from '../model/lanes.ts';
import type { Plan } from '../model/plan.ts';

type Needed = 'yes' | 'no' | 'unknown';

/** Asked before a run starts: a cause that is gone needs no change any more. A plan for many is needed as long as one of them has the cause. */
export async function isStillNeeded({ cause, asked, undoes, content }: Plan, diagnose: (asked: string) => Promise<Diagnosis>): Promise<Needed> {
  if (cause === '' || undoes !== null) return 'yes';
  const keys = lanesOf(content).map(({ key }) => key);
  let needed: Needed = 'no';
  for (const about of keys.length === 0 ? [asked] : keys) {
    const one = neededBy(await diagnose(about), cause);
    if (one === 'yes') return one;
    if (one === 'unknown') needed = one;
  }
  return needed;
}

function neededBy({ findings, cannotTell, verdict }: Diagnosis, cause: string): Needed {
  if (findings.some((finding) => finding.cause === cause)) return 'yes';
  const blind = cannotTell.some((each) => each.cause === cause) || ['incomplete', 'ambiguous', 'not-found'].includes(verdict);
  return blind ? 'unknown' : 'no';
}
