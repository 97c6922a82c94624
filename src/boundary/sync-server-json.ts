import { z } from 'zod';
import type { RunProfileResult, Scheduler, Unread, Unreadable } from '../model/evidence.ts';
import type { ServerSection } from '../model/relay-job.ts';
import type { DescribedServer } from '../ports/sync-server.ts';
import { parseScriptResult } from './script-answer.ts';
import { run, scheduler, syncServerSections } from './sync-server-shapes.ts';

/**
 * What read-server.ps1 says, in as many parts as it printed. A section that it could not read is named; so is one of which it says nothing
 * at all, for then it was killed on the way. Throws `UnreadableAnswer`.
 */
export function readServerDocument({ name, only }: { readonly name: string; readonly only: readonly ServerSection[] }, parts: readonly unknown[]): DescribedServer {
  const read = parts.map((part) => parseScriptResult(server, withEmptyLists(part)));
  const sections = read.map(stated).reduce((before, part) => ({ ...before, ...part }), {});
  const named = read.flatMap(({ unread }) => unread ?? []);
  const setting = sections.globalSettings?.Parameters?.find((parameter) => parameter.Name === VERSION_PARAMETER)?.Value;
  const silent = only.filter((section) => sections[section] === undefined && !named.some(({ what }) => what === section));
  const unread = [...named, ...silent.map((what) => ({ what, why: 'timed-out' as const }))].map((each) => unreadSection(name, each));
  return { name, ...sections, version: sections.version ?? setting ?? undefined, unread };
}

/** The sections of one part that are there. */
const stated = ({ unread: _, version, ...part }: z.output<typeof server>): Omit<DescribedServer, 'name'> =>
  Object.fromEntries(Object.entries({ ...part, version: version ?? undefined }).filter(([, value]) => value !== undefined));

export const readScheduler = (result: unknown): Scheduler => parseScriptResult(scheduler, result);

export const readRuns = (result: unknown): readonly RunProfileResult[] => parseScriptResult(z.array(run), asList(result));

const VERSION_PARAMETER = 'Microsoft.Synchronize.ServerConfigurationVersion';

/** Why a script could not read one section, in the scripts' own words, and what an administrator is told. */
const WHY_NOT = {
  'access-denied': { why: 'access-denied', says: 'the account of the relay may not read it; add it to the local group ADSyncOperators (for the event log: Event Log Readers)' },
  'service-stopped': { why: 'failed', says: 'the service ADSync does not run, so its engine cannot be asked' },
  'cmdlet-missing': { why: 'failed', says: 'this build of ADSync has no cmdlet that tells' },
  'needs-sign-in': { why: 'not-configured', says: 'this build of ADSync tells it only to a signed-in cloud administrator' },
  'timed-out': { why: 'timed-out', says: 'the server took too long' },
  'failed': { why: 'failed', says: 'the cmdlet failed; the event log of the server says why' },
} as const satisfies Readonly<Record<string, { readonly why: Unreadable; readonly says: string }>>;

const WORDS = ['access-denied', 'service-stopped', 'cmdlet-missing', 'needs-sign-in', 'timed-out', 'failed'] as const satisfies readonly (keyof typeof WHY_NOT)[];

const unreadSection = (name: string, { what, why }: { readonly what: string; readonly why: keyof typeof WHY_NOT }): Unread => ({
  what: `syncServers.${name}.${what}`,
  why: WHY_NOT[why].why,
  detail: `sync server ${name}, ${what}: ${WHY_NOT[why].says}`,
});

/** PowerShell prints an empty list as null; where a script printed the section, it looked. */
function withEmptyLists(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const listed = Object.entries(result).map(([name, value]): readonly [string, unknown] => [name, LISTS.includes(name) ? asList(value) : value]);
  return Object.fromEntries(listed);
}

const LISTS = ['runStatus', 'connectors', 'runHistory', 'csObjects', 'mvObjects', 'rules', 'statistics', 'pendingExports', 'domainReachability', 'events', 'unread'];

function asList(value: unknown): unknown {
  if (value === null) return [];
  return Array.isArray(value) || value === undefined ? value : [value];
}

const server = z.object({
  version: z.string().nullish(),
  unread: z.array(z.object({ what: z.string().regex(/^[A-Za-z]{1,40}$/), why: z.enum(WORDS) })).optional(),
  ...syncServerSections,
});
