import { parentDn } from '../../src/model/distinguished-name.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import type { AuditedChange } from '../attacks/samba-site.ts';

export interface ExpectedOfPlan {
  /** What the audit of the directory has to say, and nothing beyond it. */
  readonly audit: readonly AuditedChange[];
  /** How the directory as a whole has to differ, and nothing beyond it. */
  readonly differences: readonly string[];
}

/** What a real directory shows when exactly these steps were carried out, in this order, each once. */
export function expectedOfSteps(steps: readonly StepDraft[]): ExpectedOfPlan {
  const lies = new Map<string, { readonly first: string; readonly now: string }>();
  const audit: AuditedChange[] = [];
  const written: { readonly guid: string; readonly says: string }[] = [];
  for (const step of steps) {
    if (!('object' in step.params) || WRITES_NOTHING_IN_AD.includes(step.operation)) continue;
    const { guid, dn } = step.params.object;
    const { first, now } = lies.get(guid) ?? { first: dn, now: dn };
    lies.set(guid, { first, now });
    if (step.operation === 'ad.move') {
      lies.set(guid, { first, now: `${now.slice(0, now.length - (parentDn(now) ?? '').length)}${step.params.to}` });
      continue;
    }
    const { attribute, remove, add } = modified(step);
    audit.push({ operation: 'Modify', dn: now, code: 0, writes: [...remove.map((value) => `delete ${attribute}: ${value}`), ...add.map((value) => `add ${attribute}: ${value}`)] });
    written.push({ guid, says: [`${attribute}:`, ...remove.toSorted().map((value) => `- ${shown(attribute, value)}`), ...add.toSorted().map((value) => `+ ${shown(attribute, value)}`)].join(' ') });
  }
  const moves = [...lies.values()].filter(({ first, now }) => first !== now).map(({ first, now }) => `${now} distinguishedName: - ${first} + ${now}`);
  return { audit, differences: [...moves, ...written.map(({ guid, says }) => `${lies.get(guid)?.now ?? ''} ${says}`)].toSorted() };
}

/** What the sync server does about one object. */
const WRITES_NOTHING_IN_AD: readonly string[] = ['sync.synchronize-object', 'sync.send-password-hash'];

interface Modified {
  readonly attribute: string;
  readonly remove: readonly string[];
  readonly add: readonly string[];
}

function modified(step: StepDraft): Modified {
  switch (step.operation) {
    case 'ad.change-addresses':
      return { attribute: 'proxyAddresses', remove: step.params.remove, add: step.params.add };
    case 'ad.set-anchor':
      return { attribute: 'mS-DS-ConsistencyGuid', remove: valueOf(step.params.before), add: valueOf(step.params.after) };
    default:
      throw new Error(`nobody has said yet what ${step.operation} writes`);
  }
}

const valueOf = (value: string | null): readonly string[] => (value === null ? [] : [value]);
const shown = (attribute: string, value: string): string => (attribute === 'mS-DS-ConsistencyGuid' ? Buffer.from(value, 'base64').toString('hex') : value);
