import { z } from 'zod';
import type { RunProfileResult, Scheduler, Unread, Unreadable } from '../model/evidence.ts';
import type { ServerSection } from '../model/relay-job.ts';
import type { DescribedServer, ObjectSynchronization, ServiceState } from '../ports/sync-server.ts';
import { withoutSecrets } from './harmless-parameters.ts';
import { parseScriptResult, UnreadableAnswer } from './script-answer.ts';
import { missingField, needsOf, NEEDS_OF_RUN, NEEDS_OF_SCHEDULER, type Needs } from './sync-server-needs.ts';
import { run, scheduler, SERVER_SECTIONS, syncServer, syncServerSections } from './sync-server-shapes.ts';

interface Asked {
  readonly name: string;
  readonly only: readonly ServerSection[];
  /** Why sections of which nothing was said are not known. */
  readonly silence: 'timed-out' | 'cut-off' | 'unsaid';
}

/**
 * What read-server.ps1 says, in as many parts as it printed. Each section stands alone: one that it could not read, that lacks a field, that
 * has another shape or of which it says nothing is named as unread, and the others still come. Throws `UnreadableAnswer` when nothing is a section.
 */
export function readServerDocument({ name, only, silence }: Asked, parts: readonly unknown[]): DescribedServer {
  const said = parts.map((part) => parseScriptResult(sayings, part));
  const named = said.flatMap(({ unread }) => unread);
  const raw = new Map(said.flatMap((part) => Object.entries(part).filter(([key, value]) => key !== 'unread' && value !== undefined)));
  const judged = SERVER_SECTIONS.filter((section) => raw.has(section)).map((section) => judge(section, raw.get(section)));
  const good = judged.flatMap((each) => (each.is === 'good' ? [[each.section, each.value] as const] : []));
  const bad = judged.flatMap((each): readonly Named[] => (each.is === 'good' ? [] : [{ what: each.section, why: 'shape-differs', field: each.field }]));
  const document = withoutSecrets(syncServer.parse({ name, ...Object.fromEntries(good) }));
  const setting = document.globalSettings?.Parameters?.find((parameter) => parameter.Name === VERSION_PARAMETER)?.Value;
  const told = new Set([...judged.map(({ section }) => section), ...named.map(({ what }) => what)]);
  const silent = only.filter((section) => !told.has(section)).map((what): Named => ({ what, why: silence }));
  const unread = [...named, ...bad, ...silent].map((each) => unreadSection(name, each));
  return { ...stated(document), name, ...versionOf(document.version ?? setting), unread };
}

const versionOf = (version: string | null | undefined): { readonly version?: string } => (typeof version === 'string' ? { version } : {});

const stated = (document: DescribedServer): Partial<DescribedServer> => Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));

type Judged = { readonly is: 'good'; readonly section: ServerSection; readonly value: unknown } | { readonly is: 'bad'; readonly section: ServerSection; readonly field: string };

function judge(section: ServerSection, given: unknown): Judged {
  const value = LISTS.includes(section) ? asList(given) : given;
  if (value === null && section !== 'version') return { is: 'bad', section, field: 'nothing at all' };
  const missing = missingField(needsOf(section), value);
  if (missing !== null) return { is: 'bad', section, field: `no field ${missing}` };
  const outcome = section === 'version' ? z.string().nullable().safeParse(value) : syncServerSections[section].safeParse(value);
  if (!outcome.success) return { is: 'bad', section, field: `another kind of ${outcome.error.issues[0]?.path.map(String).join('.') ?? 'value'}` };
  return { is: 'good', section, value };
}

/** Throws `UnreadableAnswer`, also when a field is missing that decides something. */
export const readScheduler = (result: unknown): Scheduler => parseScriptResult(scheduler, whole(NEEDS_OF_SCHEDULER, result));

/** Throws `UnreadableAnswer`, also when a field is missing that decides something. */
export const readRuns = (result: unknown): readonly RunProfileResult[] => parseScriptResult(z.array(run), whole(NEEDS_OF_RUN, asList(result)));

/** Throws `UnreadableAnswer`. */
export const readService = (result: unknown): ServiceState => parseScriptResult(service, result);

/** Throws `UnreadableAnswer`. */
export const readObjectSynchronization = (result: unknown): ObjectSynchronization => parseScriptResult(objectSynchronization, result);

function whole(needs: Needs, result: unknown): unknown {
  const missing = missingField(needs, result);
  if (missing !== null) throw new UnreadableAnswer(`no ${missing}`);
  return result;
}

const VERSION_PARAMETER = 'Microsoft.Synchronize.ServerConfigurationVersion';

/** Why one section is not known: the scripts' own words, and ours. */
const WHY_NOT = {
  'access-denied': { why: 'access-denied', says: 'the account of the relay may not read it; add it to the local group ADSyncOperators (for the event log: Event Log Readers)' },
  'service-stopped': { why: 'failed', says: 'the service ADSync does not run, so its engine cannot be asked' },
  'cmdlet-missing': { why: 'failed', says: 'this build of ADSync has no cmdlet that tells' },
  'needs-sign-in': { why: 'not-configured', says: 'this build of ADSync tells it only to a signed-in cloud administrator' },
  'timed-out': { why: 'timed-out', says: 'the server took too long' },
  'cut-off': { why: 'failed', says: 'PowerShell ended before it was said' },
  'unsaid': { why: 'failed', says: 'the script said nothing of it' },
  'shape-differs': { why: 'failed', says: 'this build of ADSync answers in another shape than the one that is known' },
  'failed': { why: 'failed', says: 'the cmdlet failed; the event log of the server says why' },
} as const satisfies Readonly<Record<string, { readonly why: Unreadable; readonly says: string }>>;

interface Named {
  readonly what: string;
  readonly why: keyof typeof WHY_NOT;
  readonly field?: string | undefined;
}

const WORDS = ['access-denied', 'service-stopped', 'cmdlet-missing', 'needs-sign-in', 'timed-out', 'failed'] as const satisfies readonly (keyof typeof WHY_NOT)[];

const unreadSection = (name: string, { what, why, field }: Named): Unread => ({
  what: `syncServers.${name}.${what}`,
  why: WHY_NOT[why].why,
  detail: `sync server ${name}, ${what}: ${WHY_NOT[why].says}${field === undefined ? '' : ` (${field})`}`,
});

const LISTS: readonly ServerSection[] = ['runStatus', 'connectors', 'runHistory', 'csObjects', 'mvObjects', 'rules', 'statistics', 'pendingExports', 'domainReachability', 'events'];

/** PowerShell prints an empty list as null; where a script printed the section, it looked. */
function asList(value: unknown): unknown {
  if (value === null) return [];
  return Array.isArray(value) || value === undefined ? value : [value];
}

const unreadList = z.array(z.object({ what: z.string().regex(/^[A-Za-z]{1,40}$/), why: z.enum(WORDS) }));
const sayings = z.looseObject({ unread: z.preprocess((value) => asList(value ?? null), unreadList) });
const service = z.object({
  status: z.string(),
  startedAt: z.string().nullish().transform((value) => value ?? null),
  databaseFull: z.boolean().nullish().transform((value) => value ?? null),
});
const wordsOrNone = z.string().max(300).nullish().transform((value) => (value === undefined || value === '' ? null : value));
const objectSynchronization = z.object({
  status: z.string().max(40).transform((value) => value.toLowerCase()),
  errorCode: wordsOrNone,
  reason: wordsOrNone,
  steps: z.preprocess(asList, z.array(z.object({ name: z.string().max(100), status: z.string().max(40) })).max(100)),
});
