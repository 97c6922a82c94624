import { appendFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { makeLabCertificates } from '../lab/servers/lab-certificates.ts';
import { compileFilter } from '../lab/servers/graph-filter.ts';
import { unitsOf } from '../lab/servers/graph-throttle.ts';
import { accountOf } from './scan-company.ts';

/**
 * A Graph with many users that answers every request after the same wait and knows nothing but lists. Prints its port and authority as one line of JSON;
 * every request is written to a file, and the resource units that they cost are told at /units.
 */
const [users = '100000', wait = '200', recording = ''] = process.argv.slice(2);
const COUNT = Number(users);
/** The order of Graph is nobody's: neighbours by name are not neighbours here. */
const STEP = 7919;
const order = Array.from({ length: COUNT }, (_, at) => (at * STEP) % COUNT);
const texts = Array.from({ length: Math.min(COUNT, 200_000) }, (_, number) => JSON.stringify(accountOf(number)));
const found = new Map<string, readonly number[]>([['', order]]);
let units = 0;

const certificates = await makeLabCertificates();
const server = createServer({ cert: certificates.certPem, key: certificates.keyPem }, (request, response) => {
  const url = new URL(request.url ?? '/', `https://127.0.0.1:${port()}`);
  if (url.pathname === '/units') {
    response.end(JSON.stringify({ units }));
    units = 0;
    return;
  }
  if (recording !== '') appendFileSync(recording, `${JSON.stringify({ method: request.method, url: request.url, headers: headersOf(request.headers) })}\n`);
  units += unitsOf(`${request.method ?? ''} ${url.pathname.replace('/v1.0', '')}${url.search}`, url.searchParams);
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(answerTo(url));
  }, Number(wait));
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: port(), ca: certificates.caPem })));
process.stdin.on('end', () => process.exit(0)).resume();

function port(): number {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

function headersOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(['consistencylevel', 'x-ms-throttle-priority', 'prefer'].flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])));
}

function answerTo(url: URL): string {
  const path = url.pathname.replace('/v1.0', '');
  if (path === '/users/$count') return String(COUNT);
  if (path.endsWith('/delta')) return JSON.stringify({ '@odata.deltaLink': `${url.origin}${url.pathname}?$deltatoken=now`, 'value': [] });
  if (path !== '/users') return JSON.stringify({ '@odata.count': 0, 'value': [] });
  const numbers = fitting(url.searchParams.get('$filter') ?? '');
  const from = Number(url.searchParams.get('$skiptoken') ?? '0');
  const to = Math.min(from + Number(url.searchParams.get('$top') ?? '100'), numbers.length);
  const next = new URLSearchParams(url.searchParams);
  next.set('$skiptoken', String(to));
  const heading = {
    ...(url.searchParams.has('$count') && from === 0 ? { '@odata.count': numbers.length } : {}),
    ...(to < numbers.length ? { '@odata.nextLink': `${url.origin}${url.pathname}?${next.toString()}` } : {}),
  };
  return `${JSON.stringify(heading).slice(0, -1)}${Object.keys(heading).length === 0 ? '' : ','}"value":[${numbers.slice(from, to).map((number) => texts[number] ?? JSON.stringify(accountOf(number))).join(',')}]}`;
}

function fitting(filter: string): readonly number[] {
  const known = found.get(filter);
  if (known !== undefined) return known;
  const fits = compileFilter(filter, { kind: 'user', advanced: true });
  const numbers = order.filter((number) => fits({ userPrincipalName: accountOf(number).userPrincipalName }));
  found.set(filter, numbers);
  return numbers;
}
