import { randomUUID } from 'node:crypto';
import { GraphFault, type TenantState } from '../company/tenant-state.ts';
import { READ_USERS, type Route } from './graph-answers.ts';
import type { GraphKind } from './graph-properties.ts';
import { answerCollection, selected } from './graph-query.ts';
import { need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

type Json = Readonly<Record<string, unknown>> & { readonly id: string };

interface Followed {
  readonly kind: GraphKind;
  readonly permissions: readonly string[];
  objects(world: GraphWorld): readonly Json[];
  isDeleted(world: GraphWorld, id: string): boolean;
}

const FOLLOWED: Readonly<Record<'users' | 'groups' | 'contacts', Followed>> = {
  users: { kind: 'user', permissions: READ_USERS, objects: (world) => world.users(), isDeleted: ({ state }, id) => state.deletedUsers.has(id) },
  groups: { kind: 'group', permissions: ['Group.Read.All', 'Directory.Read.All'], objects: ({ state }) => [...state.groups.values()], isDeleted: ({ state }, id) => state.deletedGroups.has(id) },
  contacts: { kind: 'orgContact', permissions: ['OrgContact.Read.All', 'Directory.Read.All'], objects: ({ state }) => [...state.contacts.values()], isDeleted: () => false },
};
type Name = keyof typeof FOLLOWED;
const NAMES: readonly Name[] = ['users', 'groups', 'contacts'];

/** What stood at a mark: the selected properties of each object as text. */
interface Standing {
  readonly select: string | null;
  readonly objects: ReadonlyMap<string, string>;
}

const marks = new WeakMap<TenantState, Map<string, Standing>>();
/** Changes that do not fit on one page, by the token of what is left of them. */
const leftOvers = new WeakMap<TenantState, Map<string, { readonly rest: readonly unknown[]; readonly mark: string }>>();
const ON_A_PAGE = 100;

/** `$count` as a path, and `delta`. They come before the objects, whose key they would be taken for. */
export const LIST_ROUTES: readonly { readonly when: string; readonly run: Route }[] = NAMES.flatMap((name) => [
  { when: `GET ${name}/$count`, run: (request: GraphRequest, world: GraphWorld) => count(request, world, FOLLOWED[name]) },
  ...['delta', 'delta()', 'graph.delta()'].map((word) => ({ when: `GET ${name}/${word}`, run: (request: GraphRequest, world: GraphWorld) => delta(request, world, FOLLOWED[name]) })),
]);

/** Forgets every mark, as Graph does after a week or when it has to: whoever comes with one gets 410. */
export function forgetMarks(state: TenantState): void {
  marks.delete(state);
}

function count(request: GraphRequest, world: GraphWorld, { kind, permissions, objects }: Followed): GraphAnswer {
  need(request, ...permissions);
  if (request.headers['consistencylevel']?.toLowerCase() !== 'eventual') throw new GraphFault(400, 'Request_BadRequest', '$count is not currently supported.');
  const query = new URLSearchParams({ $count: 'true', $top: '1', ...(request.query.has('$filter') ? { $filter: request.query.get('$filter') ?? '' } : {}) });
  const { '@odata.count': total } = answerCollection(objects(world), { kind, name: '', address: request.address, query, eventual: true, paged: true });
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: total };
}

const NOT_HERE = ['$expand', '$orderby', '$top', '$search', '$skip', '$count', '$filter'];

function delta(request: GraphRequest, world: GraphWorld, followed: Followed): GraphAnswer {
  need(request, ...followed.permissions);
  const refused = NOT_HERE.find((name) => request.query.has(name));
  if (refused !== undefined) throw new GraphFault(400, 'Request_BadRequest', `The query parameter '${refused}' is not supported in a delta query.`);
  const skip = request.query.get('$skiptoken');
  if (skip !== null) return page(request, world, take(world.state, skip));
  const token = request.query.get('$deltatoken');
  const before = token === null || token === 'latest' ? undefined : marks.get(world.state)?.get(token);
  if (token !== null && token !== 'latest' && before === undefined) return gone(request, world);
  const select = before === undefined ? request.query.get('$select') : before.select;
  const objects = new Map(followed.objects(world).map((object) => [object.id, object]));
  const mark = keep(world.state, { select, objects: new Map([...objects].map(([id, object]) => [id, JSON.stringify(selected(object, followed.kind, select))])) });
  if (token === 'latest') return page(request, world, { rest: [], mark });
  const changed = [...objects.values()].flatMap((object) => changeOf(object, { before: before?.objects.get(object.id), kind: followed.kind, select }));
  const removed = [...(before?.objects.keys() ?? [])].filter((id) => !objects.has(id)).map((id) => ({ 'id': id, '@removed': { reason: followed.isDeleted(world, id) ? 'changed' : 'deleted' } }));
  return page(request, world, { rest: [...changed, ...removed], mark });
}

/** Everything of a new object, the selected properties of one that changed. */
function changeOf(object: Json, { before, kind, select }: { readonly before: string | undefined; readonly kind: GraphKind; readonly select: string | null }): readonly unknown[] {
  const now = selected(object, kind, select);
  return before === JSON.stringify(now) ? [] : [now];
}

function page(request: GraphRequest, { state }: GraphWorld, { rest, mark }: { readonly rest: readonly unknown[]; readonly mark: string }): GraphAnswer {
  const value = rest.slice(0, ON_A_PAGE);
  const more = rest.slice(ON_A_PAGE);
  if (more.length === 0) return { status: 200, body: { '@odata.deltaLink': `${request.address}?$deltatoken=${mark}`, value } };
  const skip = randomUUID();
  const all = leftOvers.get(state) ?? new Map<string, { readonly rest: readonly unknown[]; readonly mark: string }>();
  leftOvers.set(state, all.set(skip, { rest: more, mark }));
  return { status: 200, body: { '@odata.nextLink': `${request.address}?$skiptoken=${skip}`, value } };
}

function take(state: TenantState, skip: string): { readonly rest: readonly unknown[]; readonly mark: string } {
  const left = leftOvers.get(state)?.get(skip);
  if (left === undefined) throw new GraphFault(400, 'Request_BadRequest', 'Invalid value specified for $skiptoken.');
  return left;
}

function keep(state: TenantState, standing: Standing): string {
  const token = randomUUID();
  const all = marks.get(state) ?? new Map<string, Standing>();
  marks.set(state, all.set(token, standing));
  return token;
}

function gone(request: GraphRequest, { clock }: GraphWorld): GraphAnswer {
  const body = { error: { code: 'syncStateNotFound', message: 'The sync state generation is not found. Start anew.', innerError: { 'date': clock.now().toISOString(), 'request-id': randomUUID() } } };
  return { status: 410, headers: { location: `${request.address}?$deltatoken=` }, body };
}
