import type { CompanyClock } from '../company/clock.ts';
import { GraphFault, type TenantState } from '../company/tenant-state.ts';

/** One request to the API, alone or as a part of a batch. `path` is what follows the version, decoded part by part. */
export interface GraphRequest {
  readonly method: string;
  readonly version: 'v1.0' | 'beta';
  readonly path: readonly string[];
  /** Absolute address without query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Application permissions of the caller. */
  readonly roles: readonly string[];
}

export interface GraphAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a route works on. `users` gives what a reader sees, which may lag behind what was written. */
export interface GraphWorld {
  readonly state: TenantState;
  readonly clock: CompanyClock;
  users(): readonly TenantUserJson[];
  /** Called before a user is written, so that reads can lag. */
  willWrite(userId: string): void;
  /** Called after a user was brought back, so that reads can lag: for a while there is no such user. */
  hasRestored(userId: string): void;
  readonly faults: { refuseDeletedFilter: boolean };
}
type TenantUserJson = Readonly<Record<string, unknown>> & { readonly id: string };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isGuid = (text: string): boolean => GUID.test(text);

/** 403 unless the caller has one of these application permissions. */
export function need(request: GraphRequest, ...permissions: readonly string[]): void {
  if (permissions.some((permission) => request.roles.includes(permission))) return;
  throw new GraphFault(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** The absolute address of a request path, without version twice. */
export function readRequest(given: { readonly method: string; readonly url: string; readonly origin: string; readonly headers: Readonly<Record<string, string>>; readonly body: unknown; readonly roles: readonly string[] }): GraphRequest {
  const { method, url, origin, headers, body, roles } = given;
  const [before = '', query = ''] = splitOnce(url, '?');
  const version = /^\/(v1\.0|beta)(?=\/|$)/.exec(before)?.[1];
  if (version !== 'v1.0' && version !== 'beta') throw new GraphFault(400, 'BadRequest', `Invalid version: ${before.split('/')[1] ?? ''}`);
  let path: readonly string[];
  try {
    path = before.slice(version.length + 1).split('/').filter((part) => part !== '').map((part) => decodeURIComponent(part));
  } catch {
    throw new GraphFault(400, 'BadRequest', 'The address holds a wrong escape.');
  }
  return { method, version, path, address: `${origin}${before}`, query: new URLSearchParams(query), headers, body, roles };
}

function splitOnce(text: string, at: string): readonly string[] {
  const index = text.indexOf(at);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
