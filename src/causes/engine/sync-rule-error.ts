import { isOverrun, listedErrors, spaceObjectsOf, type SpaceObject } from '../../deduce/object-errors.ts';
import { knownOf } from '../../deduce/reading.ts';
import type { CsObject, SynchronizationError, SyncRule } from '../../model/evidence.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

const TYPE = 'sync-rule-error-function-triggered';

export const syncRuleError = defineCause({
  id: 'sync-rule-error',
  area: 'engine',
  layer: 3,
  title: 'A synchronisation rule threw an error for this object',
  why: 'A synchronisation rule can refuse an object with the function Error; the text is its reason. Standard rules do so, for example, when the sourceAnchor of an object changed. A custom rule can say anything.',
  checkYourself: ['Search the object in the connector space with Synchronization Service and read the text of its synchronisation error.', 'Preview the object there: which rule, and which of its flows, calls Error?', 'Look in the Synchronization Rules Editor whether that rule is a custom one.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: ['anchor-changed-same-person', 'upn-missing-in-ad'],
  byHand: 'Act on the text. If it says that the sourceAnchor changed, put the former anchor back. If it says that a name is missing, fill it in AD. If a custom rule says it, ask whoever wrote the rule. Preview the object before you let a cycle run.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'What has to be mended is told by the text of the rule, and rules are written by people for their company.',
  maskedBy: ['anchor-changed-same-person', 'upn-missing-in-ad'],
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.csObjects'],
  mayUse: ['syncServers.globalSettings', 'syncServers.runHistory', 'syncServers.rules'],

  judge({ 'syncServers.csObjects': spaces }, { subject: { ad }, also }) {
    const listed = listedErrors(ad, knownOf(also['syncServers.runHistory']) ?? []).find(({ error }) => error.ErrorType === TYPE);
    const found = spaceObjectsOf(ad, spaces, also['syncServers.globalSettings']).find(({ object }) => errorOf(object) !== undefined);
    const error = found === undefined ? undefined : errorOf(found.object);
    if (found === undefined || error === undefined) {
      if (listed === undefined) return ruledOut('no rule threw an error for it');
      const { server, run } = listed;
      const text = listed.error.ExtensionErrorInfo ?? null;
      return { is: 'confirmed', facts: { dn: ad.dn, text, step: listed.error.AlgorithmStep ?? null, rule: null, stale: false }, evidenceClass: 'A', statedAt: listed.error.DateOccurred ?? run.EndDate ?? undefined, evidence: [onServer(server, `ErrorType in ${run.RunProfileName ?? 'run'}`, `${TYPE}${text === null ? '' : `: ${text}`}`)] };
    }
    const stale = isOverrun(found, error.LatestOccurrence, { history: also['syncServers.runHistory'], by: 'synchronise' });
    const text = error.ErrorText ?? listed?.error.ExtensionErrorInfo ?? null;
    const facts = { dn: ad.dn, text, step: error.SynchronizationStep ?? null, rule: throwingRule(found, knownOf(also['syncServers.rules'])?.flatMap(({ value }) => value) ?? [], text), stale };
    return { is: 'confirmed', facts, evidenceClass: stale ? 'D' : 'A', statedAt: error.LatestOccurrence ?? undefined, evidence: [onServer(found.server, 'SynchronizationError', `${TYPE}${text === null ? '' : `: ${text}`} (${error.LatestOccurrence ?? 'time unknown'})`)] };
  },

  explain: ({ dn, text, step, rule, stale }) => {
    const who = rule === null ? 'A synchronisation rule' : rule.custom ? `The custom rule "${rule.name}"` : `The rule "${rule.name}"`;
    return `${who} refused ${dn}${step === null ? '' : ` in the step ${step}`}${text === null ? '; the engine gives no text' : `: "${text}"`}.${stale ? ' A clean synchronisation has followed, so this is history.' : ''}`;
  },
});

const errorOf = (object: CsObject): SynchronizationError | undefined =>
  object.HasSyncError !== false && object.SynchronizationError?.ErrorType?.toLowerCase() === TYPE ? object.SynchronizationError : undefined;

/** The rule that the text names; else the only rule of this object with a flow that calls Error. */
function throwingRule({ object }: SpaceObject, rules: readonly SyncRule[], text: string | null): { readonly name: string; readonly custom: boolean } | null {
  const acting = rules.filter((rule) => (object.Lineage ?? []).some((line) => line.SyncRuleName === rule.Name || line.SyncRuleInternalId === rule.InternalId));
  const named = [...acting, ...rules].find(({ Name }) => typeof Name === 'string' && Name !== '' && text?.includes(Name) === true);
  const throwing = acting.filter((rule) => (rule.AttributeFlowMappings ?? []).some(({ Expression }) => /\bError\s*\(/i.test(Expression ?? '')));
  const rule = named ?? (throwing.length === 1 ? throwing[0] : undefined);
  return typeof rule?.Name === 'string' ? { name: rule.Name, custom: rule.IsStandardRule === false } : null;
}
