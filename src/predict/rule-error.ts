import { inboundRulesFor, isCustom } from '../deduce/inbound-rules.ts';
import { inScopeOf } from '../deduce/scope-filter.ts';
import type { SynchronizationError, SyncRule } from '../model/evidence.ts';
import { later, type Course } from './course.ts';
import { connectorOf } from './inbound-scope.ts';
import type { Passing } from './passing.ts';
import type { Standing } from './spaces.ts';

/**
 * What a rule throws at the object, which stops it; null where none does. A rule that threw throws again, unless a change has taken the object out of its reach;
 * one that has it in its reach for the first time throws too.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-declarative-provisioning-expressions
 */
export function ruleError(course: Course, { ad, server, judgedAnew }: Passing, { importing }: Standing): SynchronizationError | null {
  const known = importing?.HasSyncError === true && !/sourceAnchor/i.test(importing.SynchronizationError?.ErrorText ?? '') ? (importing.SynchronizationError ?? null) : null;
  if (known !== null && !judgedAnew) return known;
  const throwing = inboundRulesFor(ad, server.rules ?? [], connectorOf(ad, server)).filter((rule) => isCustom(rule) && textOf(rule) !== undefined);
  if (known !== null) return throwing.some((rule) => inScopeOf(rule, ad) !== false) ? known : null;
  const [rule] = throwing.filter((each) => inScopeOf(each, ad) === true);
  if (rule === undefined) return null;
  return { RetryCount: 0, InitialOccurrence: later(course, 1), LatestOccurrence: later(course, 1), ErrorType: 'sync-rule-error-function-triggered', SynchronizationStep: 'import-flow', ErrorText: textOf(rule) };
}

/** The words of a flow that calls Error(). */
const textOf = ({ AttributeFlowMappings = [] }: SyncRule): string | undefined => AttributeFlowMappings.flatMap(({ Expression }) => /\bError\s*\(\s*"?([^")]*)/i.exec(Expression ?? '')?.[1] ?? [])[0];
