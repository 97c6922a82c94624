import { GraphFault } from '../company/tenant-state.ts';
import { notThere } from '../company/tenant-recycle-bin.ts';
import type { GraphKind } from './graph-properties.ts';
import { answerCollection, selected } from './graph-query.ts';
import { isGuid, need, type GraphAnswer, type GraphRequest, type GraphWorld } from './graph-request.ts';

type Json = Readonly<Record<string, unknown>>;
export type Route = (request: GraphRequest, world: GraphWorld) => GraphAnswer;

export const READ_USERS = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];

/** The id or name in the address. */
export const keyOf = (request: GraphRequest): string => (request.path[0] === 'directory' ? request.path[2] : request.path[1]) ?? '';

export function userOf(request: GraphRequest, world: GraphWorld): ReturnType<GraphWorld['users']>[number] | undefined {
  const key = keyOf(request).toLowerCase();
  return world.users().find((user) => user.id.toLowerCase() === key || (!isGuid(key) && String(user['userPrincipalName']).toLowerCase() === key));
}

/** Answers a collection. */
export function list(request: GraphRequest, kind: GraphKind, from: { readonly objects: readonly Json[]; readonly permissions: readonly string[]; readonly paged?: boolean }): GraphAnswer {
  need(request, ...from.permissions);
  const eventual = request.headers['consistencylevel']?.toLowerCase() === 'eventual';
  const { query, address, path } = request;
  return { status: 200, body: answerCollection(from.objects, { kind, name: path.join('/'), address, query, eventual, paged: from.paged ?? true }) };
}

/** Answers one object, or 404. */
export function one(request: GraphRequest, kind: GraphKind, from: { readonly object: Json | undefined; readonly permissions: readonly string[] }): GraphAnswer {
  need(request, ...from.permissions);
  if (from.object === undefined) throw new GraphFault(404, 'Request_ResourceNotFound', notThere(keyOf(request)));
  const context = { '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${request.path[0] ?? ''}/$entity` };
  return { status: 200, body: { ...context, ...selected(from.object, kind, request.query.get('$select')) } };
}
