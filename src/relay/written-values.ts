import type { LocalPolicy } from '../boundary/local-policy.ts';
import { CHANGEABLE_ATTRIBUTES, type ChangeableAttribute } from '../model/changeable-attributes.ts';
import type { OperationParams } from '../model/operation-params.ts';
import type { OnPremOperation } from '../model/operations.ts';
import type { StepDraft } from '../model/plan.ts';
import { valuePattern } from '../model/value-pattern.ts';

/** The attributes that each operation may write; none where it writes no attribute of an object. */
const ATTRIBUTES_OF: Readonly<Record<OnPremOperation, readonly ChangeableAttribute[]>> = {
  'ad.change-addresses': ['proxyAddresses'],
  'ad.change-values': CHANGEABLE_ATTRIBUTES.filter((each) => !['proxyAddresses', 'mS-DS-ConsistencyGuid', 'userAccountControl', 'member'].includes(each)),
  'ad.set-enabled': ['userAccountControl'],
  'ad.change-member': ['member'],
  'ad.set-anchor': ['mS-DS-ConsistencyGuid'],
  'ad.move': [],
  'ad.restore-deleted': [],
  'ad.change-upn-suffixes': [],
  'sync.set-scheduler': [],
  'sync.set-maintenance': [],
  'sync.set-history-retention': [],
  'sync.start-delta': [],
  'sync.start-full': [],
  'sync.synchronize-object': [],
  'sync.send-password-hash': [],
  'sync.restart-service': [],
};

/** Attributes that this policy lets be written: those it names, as far as an operation of its list writes them; without names, all of these. */
export function attributesWritten({ operations, attributes }: Pick<LocalPolicy, 'operations' | 'attributes'>): readonly string[] {
  const needed = [...new Set(operations.flatMap((operation) => ATTRIBUTES_OF[operation]))];
  return needed.filter((each) => attributes === undefined || attributes.some((listed) => listed === each));
}

/** What the step would write that the site does not want; null when it may. */
export function unwantedValue(policy: Pick<LocalPolicy, 'operations' | 'attributes' | 'values' | 'upnSuffixes'>, step: StepDraft): string | null {
  if (step.operation === 'ad.change-upn-suffixes') return unwantedSuffix(policy, step.params);
  const written = writtenBy(step);
  if (written === null) return null;
  const { attribute, added } = written;
  if (!attributesWritten(policy).includes(attribute)) return `${attribute} is not among the attributes that this site lets be written (local policy, attributes: add ${attribute} and restart the relay, if it shall)`;
  const patterns = policy.values?.[attribute];
  if (patterns === undefined) return null;
  const known = patterns.flatMap((text) => valuePattern(text) ?? []);
  const wrong = added.find((value) => !known.some((pattern) => pattern.fits(value)));
  return wrong === undefined ? null : `${wrong.slice(0, 200)} fits no pattern that this site allows for new values of ${attribute} (local policy, values.${attribute}: choose another value, or add a pattern and restart the relay)`;
}

/** What is added and what is taken away must be listed: either decides who can sign in under which name in the whole forest. */
function unwantedSuffix({ upnSuffixes = [] }: Pick<LocalPolicy, 'upnSuffixes'>, { before, after }: OperationParams['ad.change-upn-suffixes']): string | null {
  const changed = [...after.filter((suffix) => !before.includes(suffix)), ...before.filter((suffix) => !after.includes(suffix))];
  const wrong = changed.find((suffix) => !upnSuffixes.some((listed) => listed.toLowerCase() === suffix.toLowerCase()));
  return wrong === undefined ? null : `${wrong.slice(0, 200)} is not among the UPN suffixes that this site lets be added or taken away (local policy, upnSuffixes: add it and restart the relay, if it shall)`;
}

interface Written {
  readonly attribute: ChangeableAttribute;
  readonly added: readonly string[];
}

function writtenBy(step: StepDraft): Written | null {
  switch (step.operation) {
    case 'ad.change-addresses':
      return { attribute: 'proxyAddresses', added: step.params.add };
    case 'ad.change-values':
      return { attribute: step.params.attribute, added: step.params.after.filter((value) => !step.params.before.includes(value)) };
    case 'ad.set-enabled':
      return { attribute: 'userAccountControl', added: [] };
    case 'ad.change-member':
      return { attribute: 'member', added: step.params.after ? [step.params.member.dn] : [] };
    case 'ad.set-anchor':
      return { attribute: 'mS-DS-ConsistencyGuid', added: step.params.after === null ? [] : [step.params.after] };
    default:
      return null;
  }
}
