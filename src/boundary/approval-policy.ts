import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ApprovalPolicy } from '../model/approval.ts';
import { OPERATION_NAMES, RISK_CLASSES, type RiskClass } from '../model/plan.ts';
import { SEAL_FORMS } from '../model/seal.ts';
import { valuePattern } from '../model/value-pattern.ts';
import { personId } from './stored-plan.ts';
import { yamlValue } from './strict-yaml.ts';

const HOUR = 60;
const group = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be the object id of an Entra group, e.g. 8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f').transform((id) => id.toLowerCase());
const groups = z.array(group).default([]).transform((ids) => [...new Set(ids)]);
const quorum = z.int().min(1, 'must be 1 or more: a change without a second admin is not possible');

const byRisk = <Value extends z.ZodType>(one: Value, far: Value) => z.strictObject({ 'reversible-one-object': one, 'far-reaching': far });
const person = z.string().transform((id) => id.toLowerCase()).pipe(personId);
const pattern = z.string().max(200).refine((text) => valuePattern(text) !== null, 'must be a regular expression of letters, . \\d \\w [ ] ( ) | ? * + { }, e.g. ^INC[0-9]+$');
const rule = z.strictObject({
  groups: groups,
  risks: z.array(z.enum(RISK_CLASSES)).min(1).default([...RISK_CLASSES]),
  operations: z.array(z.enum(OPERATION_NAMES)).min(1).nullable().default(null),
  containers: z.array(z.string().max(2_048).regex(/^[A-Za-z]+=.+/, 'must be a DN')).min(1).nullable().default(null),
});

const schema = z.strictObject({
  readers: z.strictObject({ groups: z.union([z.literal('all-members'), groups]).default([]), guests: z.boolean().default(false) }).default({ groups: [], guests: false }),
  conversations: z.array(z.strictObject({ id: z.string().min(1).max(1_024), answers: z.enum(['in-full', 'redacted', 'private']) })).default([]),
  requesterGroups: groups,
  approvers: z.array(rule).default([]),
  quorum: byRisk(quorum.default(1), quorum.default(2)).default({ 'reversible-one-object': 1, 'far-reaching': 2 }),
  commentNeeded: byRisk(z.boolean().default(false), z.boolean().default(true)).default({ 'reversible-one-object': false, 'far-reaching': true }),
  ticket: z.strictObject({ needed: z.boolean().default(false), pattern: pattern.nullable().default(null) }).default({ needed: false, pattern: null }),
  typedApproval: z.boolean().default(true),
  seal: byRisk(z.enum(SEAL_FORMS).default('none'), z.enum(SEAL_FORMS).default('none')).default({ 'reversible-one-object': 'none', 'far-reaching': 'none' }),
  accounts: z
    .array(z.strictObject({ person: z.string().trim().min(1).max(200), ids: z.array(person).min(1) }))
    .default([])
    .refine((people) => new Set(people.flatMap(({ ids }) => ids)).size === people.flatMap(({ ids }) => ids).length, 'must name each account once'),
  adminAccounts: z.array(z.string().max(256).regex(/^\*?[^*\s]+\*?$/, 'must be a sign-in name or the part of it before the @, with * at its beginning or end only, e.g. adm-*')).default([]),
  personAttribute: z.string().regex(/^extensionAttribute([1-9]|1[0-5])$/, 'must be extensionAttribute1 to extensionAttribute15').optional(),
  mention: z
    .discriminatedUnion('is', [z.strictObject({ is: z.literal('people') }), z.strictObject({ is: z.literal('tag'), id: z.string().min(1).max(1_024), name: z.string().min(1).max(256) }), z.strictObject({ is: z.literal('nobody') })])
    .default({ is: 'people' }),
  approveWithinMinutes: z.int().min(1).max(24 * HOUR, 'must be at most 1440 (24 hours)').default(HOUR),
  executeWithinMinutes: z.int().min(1).max(4 * HOUR, 'must be at most 240 (4 hours)').default(15),
  cycleHours: z.int().min(1).max(72, 'must be at most 72 (3 days)').default(24),
  batch: z.strictObject({ mostObjects: z.int().min(1).max(200, 'must be at most 200').default(50) }).default({ mostObjects: 50 }),
});

export interface PolicyReading {
  readonly policy: ApprovalPolicy;
  /** What is wrong with the file, a sentence each; then the policy lets nobody ask or approve. */
  readonly faults: readonly string[];
}

/** The approval policy from the text of its YAML file; null when the file cannot be read. A policy that is not understood lets nobody do anything. */
export function parseApprovalPolicy(text: string | null): PolicyReading {
  const nobody = (...faults: readonly string[]): PolicyReading => nobodyMay(text, ...faults);
  if (text === null) return nobody('The approval policy file cannot be read.');
  const content = yamlValue(text);
  if (!content.ok) return nobody('The approval policy file is not valid YAML.');
  const parsed = schema.safeParse(content.value ?? {});
  if (parsed.success) return { policy: { ...parsed.data, version: versionOf(text) }, faults: [] };
  return nobody(...parsed.error.issues.map(({ path, message }) => `The approval policy is wrong at ${path.join('.') || 'its top'}: ${message}.`));
}

/** The policy under which nobody may do anything, with the version of this text. */
export const nobodyMay = (text: string | null, ...faults: readonly string[]): PolicyReading => ({ policy: { ...schema.parse({}), version: versionOf(text) }, faults });

const versionOf = (text: string | null): string => createHash('sha256').update(text ?? '').digest('hex').slice(0, 12);

const KINDS: Readonly<Record<RiskClass, string>> = { 'reversible-one-object': 'reversible changes of one object', 'far-reaching': 'far-reaching changes' };

/** What the bot says at start-up; empty when every kind of change has somebody who may approve it. */
export function policyWarnings({ policy, faults }: PolicyReading): readonly string[] {
  const covered = (risk: RiskClass): boolean => policy.approvers.some(({ risks, groups: named }) => risks.includes(risk) && named.length > 0);
  const missing = RISK_CLASSES.filter((risk) => !covered(risk)).map((risk) => `The approval policy names no approver group for ${KINDS[risk]}, so nobody can approve them.`);
  const nobodyAsks = policy.requesterGroups.length === 0 && missing.length === RISK_CLASSES.length ? ['The approval policy names nobody who may ask for changes.'] : [];
  return [...faults, ...missing, ...nobodyAsks];
}
