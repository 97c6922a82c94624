import { GraphShapeError, readGraphProblem } from '../../boundary/graph-objects.ts';
import type { Unread, Unreadable } from '../../model/evidence.ts';
import { TenantError, type TenantFault } from '../../ports/tenant.ts';

/** An answer with an error status; `retryAfter` in milliseconds where Graph named one. */
export class GraphRefusal extends TenantError {
  readonly code: string;
  readonly conflict: boolean;
  readonly retryAfter: number | undefined;
  constructor(answer: { readonly status: number; readonly body: unknown; readonly retryAfter: number | undefined }) {
    const { code, message, conflict } = readGraphProblem(answer.body);
    super(faultOf(answer.status), sentence(answer.status, code, message), answer.status);
    this.code = code;
    this.conflict = conflict;
    this.retryAfter = answer.retryAfter;
  }
}

function faultOf(status: number): TenantFault {
  if (status === 401 || status === 403) return 'access-denied';
  if (status === 404) return 'not-found';
  if (status === 429) return 'throttled';
  if (status === 408 || status === 504) return 'timed-out';
  return status < 500 ? 'refused' : 'failed';
}

const LONGEST_MESSAGE = 300;

function sentence(status: number, code: string, message: string): string {
  if (status === 429) return 'Microsoft Graph is throttling this application (429)';
  const said = message === '' ? '' : `: ${message.replaceAll(/\p{C}+/gu, ' ').slice(0, LONGEST_MESSAGE)}`;
  return `Microsoft Graph answered ${status}${code === '' ? '' : ` ${code.replaceAll(/[^\w.]/g, '')}`}${said}`;
}

/** Whatever went wrong, as a `TenantError`; what is not ours keeps no text. */
export function asTenantError(error: unknown): TenantError {
  if (error instanceof TenantError) return error;
  if (error instanceof GraphShapeError) return new TenantError('failed', error.message);
  return new TenantError('failed', 'Microsoft Graph could not be read: something unexpected went wrong');
}

const WHY: Readonly<Record<TenantFault, Unreadable>> = {
  'access-denied': 'access-denied',
  'throttled': 'throttled',
  'timed-out': 'timed-out',
  'unreachable': 'failed',
  'not-found': 'failed',
  'refused': 'failed',
  'failed': 'failed',
};

/** Names a section that could not be read, and the application permission that would help. */
export function unreadBecause(what: string, error: TenantError, permission: string): Unread {
  const help = error.status === 403 ? `; the application needs the permission ${permission}` : '';
  return { what, why: WHY[error.fault], detail: `${error.message}${help}` };
}
