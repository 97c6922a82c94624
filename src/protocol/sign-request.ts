import type { KeyObject } from 'node:crypto';
import { sha256Hex } from './canonical-json.ts';
import { signText, textIsSigned } from './keys.ts';

/** What a relay signs of each of its requests. `time` is ISO 8601 UTC; `counter` rises with every request. */
interface RequestToSign {
  readonly relayId: string;
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly time: string;
  readonly counter: number;
}

/** Names of the headers that carry identity and signature. */
const SIGNATURE_HEADERS = {
  relayId: 'x-syncwhy-relay',
  time: 'x-syncwhy-time',
  counter: 'x-syncwhy-counter',
  signature: 'x-syncwhy-signature',
} as const;

export const MAX_CLOCK_SKEW_MS = 5 * 60_000;

type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Identity and signature as a request claims them; nothing is checked but the form. */
interface SignatureClaim {
  readonly relayId: string;
  readonly time: string;
  readonly counter: number;
  readonly signature: string;
}

export function signRequest(request: RequestToSign, privateKey: KeyObject): Readonly<Record<string, string>> {
  return {
    [SIGNATURE_HEADERS.relayId]: request.relayId,
    [SIGNATURE_HEADERS.time]: request.time,
    [SIGNATURE_HEADERS.counter]: String(request.counter),
    [SIGNATURE_HEADERS.signature]: signText(signedText(request), privateKey),
  };
}

/** The claim of these headers (names in lower case); null when one is missing, doubled or malformed. */
export function claimOf(headers: RequestHeaders): SignatureClaim | null {
  const { relayId, time, counter, signature } = SIGNATURE_HEADERS;
  const [who, when, number, proof] = [headers[relayId], headers[time], headers[counter], headers[signature]];
  if (typeof who !== 'string' || typeof when !== 'string' || typeof number !== 'string' || typeof proof !== 'string') return null;
  if (!/^[A-Za-z0-9-]{1,64}$/.test(who) || !ISO_UTC.test(when) || !/^[1-9]\d{0,15}$/.test(number)) return null;
  const value = Number(number);
  return Number.isSafeInteger(value) ? { relayId: who, time: when, counter: value, signature: proof } : null;
}

type RequestCheck = { readonly ok: true } | { readonly ok: false; readonly refusal: 'bad-signature' | 'clock-skew' };

/** Checks the signature, then the time: a stranger learns nothing of our clock. Replays are the caller's matter. */
export function checkRequest(request: Pick<RequestToSign, 'method' | 'path' | 'body'>, claim: SignatureClaim, known: { readonly publicKey: KeyObject; readonly now: Date }): RequestCheck {
  if (!textIsSigned(signedText({ ...request, ...claim }), claim.signature, known.publicKey)) return { ok: false, refusal: 'bad-signature' };
  const skew = Math.abs(known.now.getTime() - Date.parse(claim.time));
  return skew <= MAX_CLOCK_SKEW_MS ? { ok: true } : { ok: false, refusal: 'clock-skew' };
}

const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/;

const signedText = ({ relayId, method, path, body, time, counter }: RequestToSign): string =>
  ['syncwhy-relay-request/1', relayId, method.toUpperCase(), path, sha256Hex(body), time, String(counter)].join('\n');
