import type { IncomingMessage } from 'node:http';

/** True when a request came to a loopback name and, where the browser says so, from our own page. Stops DNS rebinding and foreign pages. */
export function comesFromOurPage(request: IncomingMessage): boolean {
  const host = request.headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/.test(host)) return false;
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
