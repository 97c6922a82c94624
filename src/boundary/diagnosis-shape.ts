import { z } from 'zod';
import { AREAS, STAGES } from '../model/diagnosis.ts';
import { UNREADABLE } from '../model/evidence.ts';
import { prediction } from './stored-plan.ts';

const kind = z.enum(['user', 'group', 'contact', 'device']);
const text = z.string().optional();

const remedy = z.strictObject({
  id: z.string(),
  title: z.string(),
  risk: z.enum(['low', 'medium', 'high']),
  undo: z.enum(['full', '30-days', 'none']),
  by: z.enum(['bot', 'human']),
  says: z.string(),
  /** Each an operation with its parameters; when a human must do it, empty or only `people.do`, which is watched for. */
  steps: z.array(z.looseObject({ operation: z.string(), params: z.looseObject({}), says: z.string() })),
  /** What the requester must confirm before a plan is made. */
  checklist: z.array(z.strictObject({ item: z.string(), says: z.string() })).optional(),
  /** Entra object id of the account of which a snapshot is kept with the plan. */
  snapshotOf: text,
  prediction: prediction.optional(),
});

const finding = z.strictObject({
  cause: z.string(),
  area: z.enum(AREAS),
  layer: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)]),
  evidenceClass: z.enum(['A', 'B', 'C', 'D']),
  certainty: z.enum(['certain', 'likely', 'possible']),
  title: z.string(),
  says: z.string(),
  evidence: z.array(z.strictObject({ from: z.enum(['directory', 'entra', 'sync-server']), what: z.string(), value: z.string(), at: text })),
  fixAfter: z.array(z.string()),
  remedy: remedy.optional(),
});

/** The answer to one question, format `syncwhy-diagnosis/1`, as a shape that can be published. */
export const diagnosisShape = z.strictObject({
  format: z.literal('syncwhy-diagnosis/1'),
  subject: z.strictObject({ asked: z.string(), kind: kind.optional(), displayName: text, dn: text, entraId: text }),
  verdict: z.enum(['synced', 'not-synced', 'incomplete', 'not-found', 'ambiguous']),
  summary: z.string(),
  findings: z.array(finding),
  cannotTell: z.array(z.strictObject({ cause: z.string(), missing: z.array(z.string()) })),
  chain: z.array(z.strictObject({ stage: z.enum(STAGES), state: z.enum(['ok', 'stopped', 'degraded', 'not-checked']), says: z.string() })),
  unread: z.array(z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: text })),
  candidates: z.array(z.strictObject({ kind, displayName: text, sAMAccountName: text, userPrincipalName: text, dn: text, entraId: text })),
});
