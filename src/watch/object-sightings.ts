import { CATALOGUE } from '../catalogue/index.ts';
import type { ErrorKind, ListedError } from '../model/error-list.ts';
import type { Severity, Sighting } from '../model/sighting.ts';
import { headOf } from './group-errors.ts';

/** Every error of an object as a sighting: its cause where the words of the source tell a single one, else those words. Pure. */
export function objectSightings(errors: readonly ListedError[]): readonly Sighting[] {
  const meanings = new Map<string, Meaning>();
  return errors.map((error) => {
    const words = JSON.stringify([error.kind, error.type, error.text]);
    const meaning = meanings.get(words) ?? meaningOf(error);
    meanings.set(words, meaning);
    const since = error.firstSeen ?? error.lastSeen;
    return { source: error.source, kind: error.kind, split: '', object: error.object, since: since === undefined || Number.isNaN(Date.parse(since)) ? null : new Date(since).toISOString(), ...meaning };
  });
}

type Meaning = Pick<Sighting, 'cause' | 'area' | 'title' | 'says' | 'severity'>;

function meaningOf(error: ListedError): Meaning {
  const { cause, title, says } = headOf(error, (id) => textOf(id)?.title);
  const text = cause === null ? undefined : textOf(cause);
  return { cause, title, says, area: text?.area ?? AREA[error.kind], severity: text?.arrives === true ? 'low' : SEVERITY[error.kind] };
}

const TEXTS = new Map(CATALOGUE.map(({ text }) => [text.id, text]));

const textOf = (cause: string) => TEXTS.get(cause);

/** Where no cause tells it. */
const AREA: Readonly<Record<ErrorKind, string>> = { export: 'engine', synchronisation: 'engine', import: 'engine', 'write-back': 'engine', quarantine: 'duplicates', service: 'mailbox' };

/** What keeps an object from arriving weighs more than what leaves out one of its values. */
const SEVERITY: Readonly<Record<ErrorKind, Severity>> = { export: 'medium', synchronisation: 'medium', import: 'medium', 'write-back': 'low', quarantine: 'low', service: 'low' };
