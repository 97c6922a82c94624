import type { LocalPolicy } from '../boundary/local-policy.ts';
import { valuePattern } from '../model/value-pattern.ts';
import type { OperationName, StepDraft } from '../model/plan.ts';

/** The attribute that each operation writes; null for one that writes none. */
const ATTRIBUTE_OF = {
  'ad.change-addresses': 'proxyAddresses',
  'ad.set-anchor': 'mS-DS-ConsistencyGuid',
  'ad.move': null,
  'sync.set-scheduler': null,
  'sync.start-delta': null,
  'sync.restart-service': null,
  'entra.set-anchor': null,
} as const satisfies Readonly<Record<OperationName, string | null>>;

/** Attributes that this policy lets be written: those it names, as far as an operation of its list writes them; without names, all of these. */
export function attributesWritten({ operations, attributes }: Pick<LocalPolicy, 'operations' | 'attributes'>): readonly string[] {
  const needed = operations.flatMap((operation) => ATTRIBUTE_OF[operation] ?? []);
  return needed.filter((each) => attributes === undefined || attributes.some((listed) => listed === each));
}

/** What the step would write that the site does not want; null when it may. */
export function unwantedValue(policy: Pick<LocalPolicy, 'operations' | 'attributes' | 'values'>, step: StepDraft): string | null {
  const attribute = ATTRIBUTE_OF[step.operation];
  if (attribute === null) return null;
  if (!attributesWritten(policy).includes(attribute)) return `${attribute} is not among the attributes that this site lets be written (local policy, attributes: add ${attribute} and restart the relay, if it shall)`;
  const patterns = policy.values?.[attribute];
  if (patterns === undefined) return null;
  const known = patterns.flatMap((text) => valuePattern(text) ?? []);
  const wrong = added(step).find((value) => !known.some((pattern) => pattern.fits(value)));
  return wrong === undefined ? null : `${wrong.slice(0, 200)} fits no pattern that this site allows for new values of ${attribute} (local policy, values.${attribute}: choose another value, or add a pattern and restart the relay)`;
}

function added(step: StepDraft): readonly string[] {
  switch (step.operation) {
    case 'ad.change-addresses':
      return step.params.add;
    case 'ad.set-anchor':
      return step.params.after === null ? [] : [step.params.after];
    default:
      return [];
  }
}
