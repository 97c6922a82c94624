import { Agent, request } from 'node:https';
import { JOB_OCTETS, RESULT_OCTETS } from './exchange-octets.ts';

/** Two exchanges over one kept connection, with as many octets as a job and its answer, again and again. Told by `url`, `ca` and `times`; answers with what each pair took. */
export interface ToExchange {
  readonly url: string;
  readonly ca: string;
  readonly times: number;
}

const agents = new Map<string, Agent>();
/** As long as the headers that a relay signs. */
const HEADERS = { 'content-type': 'application/json', 'x-signature': 's'.repeat(220) };

process.on('message', ({ url, ca, times }: ToExchange) => {
  void (async () => {
    const agent = agents.get(url) ?? new Agent({ keepAlive: true, ca });
    agents.set(url, agent);
    const took: number[] = [];
    for (let n = 0; n < times; n += 1) {
      const started = performance.now();
      if ((await exchange(`${url}/lease`, 'l'.repeat(120), agent)).length !== JOB_OCTETS) throw new Error('the job did not come whole');
      await exchange(`${url}/result`, 'r'.repeat(RESULT_OCTETS), agent);
      took.push(performance.now() - started);
    }
    process.send?.(took);
  })();
});

function exchange(url: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers: { ...HEADERS, 'content-length': body.length } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece)).on('end', () => resolve(text));
    });
    sending.on('error', reject).end(body);
  });
}
