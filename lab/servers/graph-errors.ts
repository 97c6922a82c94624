import { randomUUID } from 'node:crypto';
import type { CompanyClock } from '../company/clock.ts';
import { ObjectConflict } from '../company/tenant-conflict.ts';
import { GraphFault } from '../company/tenant-state.ts';
import type { GraphAnswer } from './graph-request.ts';

/** 429 with the pause as a header. */
export function throttled(retryAfter: string, clock: CompanyClock): GraphAnswer {
  return { ...errorAnswer(new GraphFault(429, 'TooManyRequests', 'Too many requests.'), clock), headers: { 'Retry-After': retryAfter, 'x-ms-throttle-scope': 'Tenant_Application/ReadWrite' } };
}

/** Graph's error body. */
export function errorAnswer(error: unknown, clock: CompanyClock): GraphAnswer {
  const fault = error instanceof GraphFault ? error : new GraphFault(500, 'InternalServerError', error instanceof Error ? error.message : 'failed');
  const details = error instanceof ObjectConflict ? { details: [{ code: 'ObjectConflict', message: error.message, target: error.property }] } : {};
  const innerError = { 'date': clock.now().toISOString().slice(0, 19), 'request-id': randomUUID(), 'client-request-id': randomUUID() };
  return { status: fault.status, body: { error: { code: fault.code, message: fault.message, ...details, innerError } } };
}
