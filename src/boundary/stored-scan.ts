import { z } from 'zod';
import { UNREADABLE } from '../model/evidence.ts';
import { isPersonId } from '../model/ids.ts';
import { SCAN_STATES, type StoredScan } from '../model/stored-scan.ts';
import { SEVERITIES, STANDINGS, type ScanFinding, type ScanProgress, type ScanRequest, type ScanSummary } from '../model/scan.ts';

const strings = z.array(z.string());
const count = z.int().min(0);

export const scanRequest = z.strictObject({
  below: strings, checks: strings, since: z.literal('last').nullable(), keep: z.boolean(), askAbout: count,
  whatIf: z.strictObject({ into: strings, outOf: strings }).nullable(),
}) satisfies z.ZodType<ScanRequest>;

const scanned = z.strictObject({
  kind: z.enum(['user', 'group', 'contact', 'device']),
  displayName: z.string().optional(), userPrincipalName: z.string().optional(), sAMAccountName: z.string().optional(), dn: z.string().optional(), entraId: z.string().optional(),
  deleted: z.literal(true).optional(),
});
const evidence = z.strictObject({ from: z.enum(['directory', 'entra', 'sync-server']), what: z.string(), value: z.string(), at: z.string().optional() });

export const scanFinding = z.strictObject({
  record: z.literal('finding'), id: z.string(), object: scanned, side: z.enum(['directory', 'entra']), standing: z.enum(STANDINGS), severity: z.enum(SEVERITIES),
  says: z.string(), evidence: z.array(evidence), others: z.array(scanned), marks: z.array(z.enum(['service account', 'administrator'])).optional(),
}) satisfies z.ZodType<ScanFinding>;

export const scanSummary = z.strictObject({
  record: z.literal('summary'), startedAt: z.string(), endedAt: z.string(), read: z.enum(['everything', 'changes']), readEverythingBecause: z.string().optional(),
  ended: z.enum(['whole', 'in-part', 'stopped']),
  objects: z.strictObject({ directory: count, entra: count, deletedInEntra: count, pairs: count }),
  standing: z.strictObject({ 'synced': count, 'should-be-but-is-not': count, 'left-out-on-purpose': count, 'cannot-tell': count }),
  findings: z.array(z.strictObject({ id: z.string(), directory: count, entra: count })),
  unread: z.array(z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: z.string().optional() })),
  notJudged: z.array(z.strictObject({ id: z.string(), missing: strings, objects: count })),
}) satisfies z.ZodType<ScanSummary>;

export const scanProgress = z.strictObject({ phase: z.enum(['reading', 'comparing', 'judging', 'done']), directory: count, entra: count, suspects: count, judged: count, findings: count }) satisfies z.ZodType<ScanProgress>;

export const storedScan = z.strictObject({
  n: z.int(), by: z.strictObject({ oid: z.string().refine(isPersonId), name: z.string() }), request: scanRequest, startedAt: z.string(), seenAt: z.string(), endedAt: z.string().nullable(),
  state: z.enum(SCAN_STATES), progress: scanProgress, summary: scanSummary.nullable(), kept: count, dropped: count, stopWanted: z.boolean(),
}) satisfies z.ZodType<StoredScan>;

/** A scan as the store holds it; what does not fit is a bug or a damaged store, and throws. */
export const storedScanOf = (value: unknown): StoredScan => storedScan.parse(value);

/** Findings as the store holds them, one on each line. */
export const findingsOfLines = (text: string): readonly ScanFinding[] => text.split('\n').filter((line) => line !== '').map((line) => scanFinding.parse(JSON.parse(line)));
