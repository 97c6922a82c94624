import { z } from 'zod';
import type { RunProfileResult, Scheduler, SyncServerDocument } from '../model/evidence.ts';
import { run, scheduler, syncServerSections } from './sync-server-shapes.ts';

/** Why a script did not do what it was asked. */
export const REFUSALS = ['cycle-in-progress', 'scheduler-suspended', 'staging', 'access-denied', 'module-missing', 'failed'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The text that a script printed is not what the scripts of this product print. */
export class UnreadableAnswer extends Error {
  constructor(where: string) {
    super(`The answer of PowerShell cannot be read (${where}).`);
    this.name = 'UnreadableAnswer';
  }
}

/** The envelope of every script. Throws `UnreadableAnswer`. */
export const readScriptAnswer = (printed: string): z.infer<typeof answer> => parsed(answer, jsonOf(printed));

/** What read-server.ps1 says; sections it does not have stay absent. Throws `UnreadableAnswer`. */
export const readServerDocument = (name: string, result: unknown): SyncServerDocument => {
  const { globalSettings, ...read } = parsed(server, withEmptyLists(result));
  const version = globalSettings?.Parameters?.find((parameter) => parameter.Name === VERSION_PARAMETER)?.Value;
  return { name, ...read, globalSettings, version: version ?? undefined };
};

export const readScheduler = (result: unknown): Scheduler => parsed(scheduler, result);

export const readRuns = (result: unknown): readonly RunProfileResult[] => parsed(z.array(run), asList(result));

const VERSION_PARAMETER = 'Microsoft.Synchronize.ServerConfigurationVersion';

function parsed<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const outcome = schema.safeParse(json);
  if (outcome.success) return outcome.data;
  throw new UnreadableAnswer(outcome.error.issues.slice(0, 3).map((issue) => issue.path.map(String).join('.')).join(', '));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new UnreadableAnswer('no JSON');
  }
}

/** PowerShell prints an empty list as null; where a script printed the section, it looked. */
function withEmptyLists(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  const listed = Object.entries(result).map(([name, value]): readonly [string, unknown] => [name, LISTS.includes(name) ? asList(value) : value]);
  return Object.fromEntries(listed);
}

const LISTS = ['runStatus', 'connectors', 'runHistory', 'csObjects', 'mvObjects', 'rules', 'statistics', 'pendingExports', 'domainReachability', 'events'];

function asList(value: unknown): unknown {
  if (value === null) return [];
  return Array.isArray(value) || value === undefined ? value : [value];
}

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), why: z.enum(REFUSALS) }),
]);

const server = z.object(syncServerSections);
