import { parseDocument } from 'yaml';
import { isPlain } from './plain-json.ts';

type YamlReading = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly says: string };

const LONGEST_TEXT = 65_536;
/** Aliases that stand for aliases could make a small file very large. */
const MOST_ALIASES = 50;

/** The value of a YAML text. Keys named twice, tags that are unknown, aliases beyond measure and `__proto__` are faults, not guesses. */
export function yamlValue(text: string): YamlReading {
  try {
    const document = parseDocument(text, { logLevel: 'error', prettyErrors: true });
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) return { ok: false, says: fault.message.split('\n')[0] ?? 'unreadable' };
    const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return isPlain(value, { longestText: LONGEST_TEXT }) ? { ok: true, value } : { ok: false, says: 'a text in it is too long, a key is not allowed, or it goes too deep' };
  } catch {
    return { ok: false, says: 'it refers to itself, or to things that are not there' };
  }
}
