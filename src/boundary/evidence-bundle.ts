import { z } from 'zod';
import { UNREADABLE, type EvidenceDocument } from '../model/evidence.ts';
import { directory, entra, isoTime } from './evidence-shapes.ts';
import { repeatedKey } from './repeated-key.ts';
import { syncServer } from './sync-server-shapes.ts';

type ParsedBundle = { readonly ok: true; readonly document: EvidenceDocument } | { readonly ok: false; readonly says: string };

const LARGEST = 64 * 1024 * 1024;

const why = z.string().transform((value) => UNREADABLE.find((known) => known === value) ?? 'failed');

const optional = z.string().nullish().transform((value) => value ?? undefined);

export const bundleShape = z.object({
  format: z.literal('syncwhy-evidence/1'),
  question: optional,
  subject: optional,
  takenAt: isoTime,
  directory,
  entra,
  syncServers: z.array(syncServer).nullish().transform((value) => value ?? undefined),
  unread: z.array(z.object({ what: z.string().min(1), why, detail: optional })).nullish().transform((value) => value ?? []),
});

/** An evidence bundle from its text. What is wrong with it is said in one sentence: where, what was found, what belongs there. */
export function parseBundle(text: string): ParsedBundle {
  const source = text.replace(/^\uFEFF/, '');
  if (!/\S/.test(source)) return refused('The evidence bundle is empty. Make one with: syncwhy collect <name> > evidence.json');
  if (source.length > LARGEST) return refused(`The evidence bundle has ${Math.round(source.length / 1024 / 1024)} MB; at most 64 MB are read. Collect the evidence of one object only.`);
  if (source.includes('\u0000')) return refused('The evidence bundle is not UTF-8 text. Windows PowerShell writes UTF-16 with ">": save it with Set-Content -Encoding UTF8.');
  const json = jsonOf(source);
  if (!json.ok) return json;
  const repeated = repeatedKey(source, json.value);
  if (repeated !== null) return refused(`${repeated}: the key is there twice in one object; it is not clear which of them counts. Remove one.`);
  const parsed = bundleShape.safeParse(json.value);
  if (parsed.success) return { ok: true, document: parsed.data };
  const [issue] = parsed.error.issues;
  return refused(issue === undefined ? 'The evidence bundle has a shape that is not known.' : sentence(deepest(issue), json.value));
}

const refused = (says: string): ParsedBundle & { readonly ok: false } => ({ ok: false, says });

function jsonOf(source: string): { readonly ok: true; readonly value: unknown } | (ParsedBundle & { readonly ok: false }) {
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (/^\s*\{/.test(source) && (!/[}\]]\s*$/.test(source) || /end of JSON|Unterminated/i.test(said))) return refused('The evidence bundle breaks off before its end: the file is truncated. Copy or collect it again.');
    const at = /position (\d+)/.exec(said)?.[1];
    const line = at === undefined ? undefined : source.slice(0, Number(at)).split('\n').length;
    return refused(`The evidence bundle is not JSON${line === undefined ? '' : ` (line ${line})`}. It must be a file of the format syncwhy-evidence/1.`);
  }
}

/** The most telling branch of a choice: the one that got furthest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flat().map((each) => deepest({ ...each, path: [...issue.path, ...each.path] }));
  return inner.find((each) => each.path.length > issue.path.length) ?? issue;
}

function sentence(issue: z.core.$ZodIssue, document: unknown): string {
  const pointer = issue.path.length === 0 ? 'The evidence bundle' : `/${issue.path.map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
  return `${pointer}: ${expectedOf(issue)}, found ${found(valueAt(document, issue.path))}.`;
}

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `expected ${WORDS[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `expected ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
  if (issue.code === 'invalid_union') return 'expected another kind of value';
  return issue.message.startsWith('expected') ? issue.message : 'expected another value';
}

const WORDS: Readonly<Record<string, string>> = { array: 'a list', object: 'an object', record: 'an object', string: 'text', boolean: 'true or false', number: 'a number' };

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  return typeof value === 'object' && value !== null ? valueAt(Reflect.get(value, step), rest) : undefined;
}

function found(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const shown = JSON.stringify(value);
  return `${typeof value === 'string' ? 'the text' : typeof value === 'number' ? 'the number' : 'the value'} ${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}`;
}
