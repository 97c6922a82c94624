import type { ServerResponse } from 'node:http';
import type { SealEnd } from '../approve/sealing.ts';

/** The small page at the end of a sign-in. It loads nothing, runs nothing, may not be framed, and is kept nowhere. */
export function writeSealPage(response: ServerResponse, end: SealEnd): void {
  const body = end.is === 'sealed' ? sealedBody(end) : `<h1>Nothing was sealed</h1><p>${escaped(end.says)}</p><p>You can close this window.</p>`;
  const title = end.is === 'sealed' ? 'Sealed' : 'Not sealed';
  const text = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - SyncWhy</title></head><body><main>${body}</main></body></html>`;
  response.writeHead(end.is === 'sealed' ? 200 : 400, { ...SAFE_HEADERS, 'content-type': 'text/html; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) });
  response.end(text);
}

export function redirectTo(response: ServerResponse, url: string): void {
  response.writeHead(302, { ...SAFE_HEADERS, 'location': url, 'content-length': '0' });
  response.end();
}

export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function sealedBody({ plan, role, says }: Extract<SealEnd, { is: 'sealed' }>): string {
  const { content, code, title, hash } = plan;
  const steps = content.steps.map(({ says: step, target }) => `<li>${escaped(step)} (${escaped(target)})</li>`).join('');
  return [
    `<h1>You have sealed plan ${escaped(code)}</h1>`,
    `<p>${escaped(says)}</p>`,
    `<p>${escaped(title)}, asked for by ${escaped(content.requester.upn)}. ${role === 'requester' ? 'You asked for it.' : 'You approve it.'}</p>`,
    `<ol>${steps}</ol>`,
    `<p>SHA-256 of the plan: <code>${escaped(hash)}</code></p>`,
    '<p>You can close this window.</p>',
  ].join('');
}

/** Everything but plain letters is written as a character reference; controls and marks of direction are shown by number. */
const escaped = (text: string): string =>
  text.replace(/\p{C}|[\u2028\u2029]/gu, (mark) => `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
