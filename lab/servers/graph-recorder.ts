import { appendFileSync } from 'node:fs';

/** One request as it came in; `headers` without the authorization. */
interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
export type GraphRecorder = (request: RecordedRequest) => void;

/** Appends every request to this file, one JSON line each. */
export function recordGraphRequests(file: string): GraphRecorder {
  return ({ method, url, headers, body }) => {
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie|host|connection|user-agent|accept.*|sec-.*|content-length)$/i.test(name)));
    appendFileSync(file, `${JSON.stringify({ method, url, headers: kept, ...(body === undefined ? {} : { body }) })}\n`);
  };
}

/** The recorder that the variable SYNCWHY_GRAPH_RECORDING asks for; none when it is not set. */
export function recorderFromEnvironment(): GraphRecorder | undefined {
  const file = process.env['SYNCWHY_GRAPH_RECORDING'];
  return file === undefined || file === '' ? undefined : recordGraphRequests(file);
}
