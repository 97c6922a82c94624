import type { ScanFinding } from '../model/scan.ts';
import type { ScanWithFindings } from '../model/stored-scan.ts';

const AT_ONCE = 500;

/** One finding on each line; the last line is the summary, where the scan has one. */
export async function* scanJsonLines({ scan, findings }: ScanWithFindings): AsyncGenerator<string, void> {
  for await (const some of together(findings())) yield some.map((finding) => `${JSON.stringify(finding)}\n`).join('');
  if (scan.summary !== null) yield `${JSON.stringify(scan.summary)}\n`;
}

/** One document, written piece by piece. */
export async function* scanJson({ scan, findings }: ScanWithFindings): AsyncGenerator<string, void> {
  const { n, by, request, startedAt, endedAt, state, summary, kept, dropped } = scan;
  yield `${JSON.stringify({ format: 'syncwhy-scan/1', n, by: by.name, request, startedAt, endedAt, state, kept, dropped, summary }).slice(0, -1)},"findings":[`;
  let isFirst = true;
  for await (const some of together(findings())) {
    yield `${isFirst ? '' : ','}\n${some.map((finding) => JSON.stringify(finding)).join(',\n')}`;
    isFirst = false;
  }
  yield ']}\n';
}

async function* together(findings: AsyncIterable<ScanFinding>): AsyncGenerator<readonly ScanFinding[], void> {
  let some: ScanFinding[] = [];
  for await (const finding of findings) {
    some.push(finding);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
