import type { AdEntry } from '../../src/model/evidence.ts';
import type { EntryPage } from '../../src/ports/directory-streams.ts';
import type { Directory } from '../../src/ports/directory.ts';
import { memoryDirectory } from './memory-directory.ts';

export const DOMAIN = 'DC=corp,DC=contoso,DC=com';
export const ON_A_PAGE = 50;
const LONG = 'x'.repeat(4_000);

/** A domain of any size that is made up while it is read, and knows how far it was read and whether it is still being read. */
export interface LongDirectory {
  readonly directory: Directory;
  /** Entries that were asked of it until now. */
  given(): number;
  /** How many readings are open. */
  open(): number;
  /** Called before each page with its number, from 0. */
  before: (page: number) => void | Promise<void>;
  readonly asked: Parameters<Directory['readAll']>[0][];
}

export const personAt = (n: number): AdEntry => ({ dn: `CN=Zoë ${n},OU=Staff,${DOMAIN}`, attributes: { mail: [`zoe${n}@contoso.com`], department: [LONG] } });

export function longDirectory(entries: number): LongDirectory {
  let [given, open] = [0, 0];
  async function* readAll(asked: Parameters<Directory['readAll']>[0]): AsyncGenerator<EntryPage> {
    long.asked.push(asked);
    open += 1;
    try {
      for (let from = 0; from < entries; from += ON_A_PAGE) {
        await long.before(from / ON_A_PAGE);
        const page = Array.from({ length: Math.min(ON_A_PAGE, entries - from) }, (_, at) => personAt(from + at));
        given += page.length;
        yield { server: 'dc01', entries: page };
      }
    } finally {
      open -= 1;
    }
  }
  const long: LongDirectory = { directory: { ...memoryDirectory(), readAll }, given: () => given, open: () => open, before: () => undefined, asked: [] };
  return long;
}
