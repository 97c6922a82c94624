import { GraphFault } from '../company/tenant-state.ts';
import { unsupported } from './graph-filter-grammar.ts';
import { compileFilter } from './graph-filter.ts';
import { isDirectoryObject, propertiesOf, type GraphKind } from './graph-properties.ts';

type Json = Readonly<Record<string, unknown>>;

/** One GET on a collection: what it lists and how the caller asked. */
interface CollectionQuery {
  readonly kind: GraphKind;
  /** Context URL fragment, e.g. `users`. */
  readonly name: string;
  /** Absolute address without query, for nextLink. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly eventual: boolean;
  readonly paged: boolean;
}

const OPTIONS = new Set(['$select', '$filter', '$top', '$count', '$orderby', '$search', '$skiptoken']);
const bad = (message: string): GraphFault => new GraphFault(400, 'Request_BadRequest', message);

/** Answers a collection as Graph does: filter, order, page, select, nextLink, count. */
export function answerCollection(objects: readonly Json[], asked: CollectionQuery): Json {
  refuseOptions(asked);
  const { query, kind } = asked;
  const counted = query.get('$count')?.toLowerCase() === 'true';
  const directory = isDirectoryObject(kind);
  if (counted && directory && !asked.eventual) throw bad('$count is not currently supported.');
  const filter = query.get('$filter');
  const search = query.get('$search');
  let found = objects;
  if (filter !== null) found = found.filter(compileFilter(filter, { kind, advanced: !directory || (asked.eventual && counted) }));
  if (search !== null) found = found.filter(searchFor(search, asked));
  found = ordered(found, asked);
  return pageOf(found, asked, counted);
}

/** One object with the selected properties, or those that come by default. */
export function selected(object: Json, kind: GraphKind, select: string | null): Json {
  const { standard, all } = propertiesOf(kind);
  const names = select === null ? standard : select.split(',').map((name) => name.trim());
  for (const name of names) if (!all.has(name)) throw bad(`Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${kind}'.`);
  const withId = select === null || !names.includes('id') ? ['id', ...names] : names;
  const typed = '@odata.type' in object ? ['@odata.type'] : [];
  return Object.fromEntries([...new Set([...typed, ...withId])].filter((name) => name in object).map((name) => [name, object[name]]));
}

function refuseOptions({ query, kind }: CollectionQuery): void {
  for (const name of new Set(query.keys())) {
    if (name === '$skip') throw bad(`'$skip' is not supported by the service.`);
    if (!OPTIONS.has(name)) throw bad(`The query parameter '${name}' is not supported for ${kind}.`);
    if (query.getAll(name).length > 1) throw bad(`Query option '${name}' was specified more than once, but it must be specified at most once.`);
  }
}

function searchFor(search: string, { kind, eventual }: CollectionQuery): (object: Json) => boolean {
  if (!isDirectoryObject(kind)) throw bad('$search is not supported here.');
  if (!eventual) throw unsupported("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
  const clause = /^"(\w+):([^"]+)"$/.exec(search);
  const [, property = '', text = ''] = clause ?? [];
  if (clause === null || !propertiesOf(kind).all.has(property)) throw bad(`Syntax error: character ':' is not valid at position 0 in '${search}'.`);
  const words = text.toLowerCase().split(/\s+/);
  return (object) => {
    const value = object[property];
    if (typeof value !== 'string') return false;
    const tokens = property === 'displayName' ? value.toLowerCase().split(/[^\p{L}\p{N}]+/u) : [value.toLowerCase()];
    return words.every((word) => tokens.some((token) => token.startsWith(word)));
  };
}

function ordered(objects: readonly Json[], { query, kind, eventual }: CollectionQuery): readonly Json[] {
  const order = query.get('$orderby');
  if (order === null) return objects;
  const [property = '', direction = 'asc'] = order.split(/\s+/);
  if (!isDirectoryObject(kind)) return sorted(objects, property, direction);
  const plain = property === 'displayName' || (kind === 'user' && property === 'userPrincipalName');
  if (!propertiesOf(kind).all.has(property)) throw bad(`Could not find a property named '${property}' on type 'microsoft.graph.${kind}'.`);
  if ((!plain || query.has('$filter')) && !eventual) throw unsupported('Sorting not supported for current query.');
  return sorted(objects, property, direction);
}

function sorted(objects: readonly Json[], property: string, direction: string): readonly Json[] {
  const sign = direction === 'desc' ? -1 : 1;
  const key = (object: Json): string => String(object[property] ?? '').toLowerCase();
  return [...objects].sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function pageOf(found: readonly Json[], asked: CollectionQuery, counted: boolean): Json {
  const { query, kind } = asked;
  const size = pageSize(asked);
  const token = query.get('$skiptoken');
  const from = token === null ? 0 : Number(Buffer.from(token, 'base64url').toString().replace(/^at:/, ''));
  if (!Number.isInteger(from) || from < 0) throw bad('Invalid value specified for $skiptoken.');
  const select = query.get('$select');
  const page: Record<string, unknown> = { '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${asked.name}${select === null ? '' : `(${select})`}` };
  if (counted && from === 0) page['@odata.count'] = found.length;
  if (from + size < found.length) {
    const next = new URLSearchParams(query);
    next.set('$skiptoken', Buffer.from(`at:${from + size}`).toString('base64url'));
    page['@odata.nextLink'] = `${asked.address}?${[...next].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
  }
  page['value'] = found.slice(from, from + size).map((object) => selected(object, kind, select));
  return page;
}

function pageSize({ query, paged }: CollectionQuery): number {
  if (!paged) return Number.POSITIVE_INFINITY;
  const top = query.get('$top');
  if (top === null) return 100;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1 || size > 999) throw bad('Invalid page size specified: \'' + top + '\'. Must be between 1 and 999 inclusive.');
  return size;
}
