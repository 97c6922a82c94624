import type { ScanRequest } from '../model/scan.ts';

export interface ScanWish {
  readonly below: readonly string[];
  readonly checks: readonly string[];
  readonly isSinceLast: boolean;
  readonly into: readonly string[];
  readonly outOf: readonly string[];
}

/** So many objects that the lists do not explain are asked about one by one. */
const ASK_ABOUT = 20;
const MOST = 50;
const CONTAINER = /^(?:OU|DC|CN)\s*=\s*[^,=]+(?:,\s*(?:OU|DC|CN|O|L)\s*=\s*.+)?$/iu;

/** A request that can be carried out, or what is wrong with it. */
export function scanRequest({ below, checks, isSinceLast, into, outOf }: ScanWish, knows: (check: string) => boolean): { readonly ok: true; readonly request: ScanRequest } | { readonly ok: false; readonly wrong: string } {
  const places = [...below, ...into, ...outOf];
  const noPlace = places.find((place) => !CONTAINER.test(place) || place.length > 1000);
  if (noPlace !== undefined) return { ok: false, wrong: `"${noPlace.slice(0, 80)}" is no container. Give the whole DN, for example OU=Sales,DC=corp,DC=contoso,DC=com.` };
  const unknown = checks.find((check) => !knows(check));
  if (unknown !== undefined) return { ok: false, wrong: `I know no check "${unknown.slice(0, 80)}". A check is the name of a cause as docs/causes lists it, an area such as duplicates, or one of the checks of a scan such as not-in-entra.` };
  if (places.length + checks.length > MOST) return { ok: false, wrong: `That is more than ${MOST} containers and checks; leave them out to scan everything.` };
  const whatIf = into.length + outOf.length === 0 ? null : { into, outOf };
  return { ok: true, request: { below, checks, since: isSinceLast ? 'last' : null, keep: below.length === 0, askAbout: ASK_ABOUT, whatIf } };
}

const MARK = /(?:^|\s)(changes(?= |$)|(?:in|below|what if|without|checks)\s+)/iu;

/** `in OU=… changes what if OU=… without OU=… checks a,b`, in any order; null for words that fit nothing. A word within a DN is part of it. */
export function scanWish(words: string): ScanWish | null {
  const below: string[] = [];
  const [checks, into, outOf]: [string[], string[], string[]] = [[], [], []];
  const lists: Readonly<Record<string, string[]>> = { in: below, below, 'what if': into, 'without': outOf, checks };
  let isSinceLast = false;
  let rest = words.trim();
  while (rest !== '') {
    const [whole = '', mark = ''] = new RegExp(`^${MARK.source}`, 'iu').exec(rest) ?? [];
    const word = mark.trim().toLowerCase();
    rest = rest.slice(whole.length);
    if (word === 'changes') isSinceLast = true;
    else {
      const list = lists[word];
      const { value, after } = upToNextMark(rest, word === 'checks');
      if (list === undefined || value === '') return null;
      list.push(...(word === 'checks' ? value.split(/[\s,]+/u).filter((each) => each !== '') : value.split(/\s*;\s*/u)));
      rest = after;
    }
    rest = rest.trim();
  }
  return { below, checks, isSinceLast, into, outOf };
}

/** A mark counts only where a DN, or a list of checks, follows it. */
function upToNextMark(text: string, isChecks: boolean): { readonly value: string; readonly after: string } {
  const next = /\s(?:(?:in|below|what if|without)\s+(?=(?:OU|DC|CN)\s*=)|checks\s+[a-z-]|changes\s*$|changes\s+(?=in\s|below\s|what if\s|without\s|checks\s))/iu.exec(text);
  const value = next === null ? text : text.slice(0, next.index);
  return { value: isChecks ? value.toLowerCase().trim() : value.trim(), after: next === null ? '' : text.slice(next.index) };
}
