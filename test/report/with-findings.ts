import type { ScanFinding } from '../../src/model/scan.ts';
import type { ScanWithFindings, StoredScan } from '../../src/model/stored-scan.ts';
import { sampleScan, sampleSummary } from '../contracts/sample-scan.ts';

export const titleOf = (id: string): string | undefined => (id === 'upn-suffix-not-verified' ? 'The suffix of the sign-in name is not verified' : id === 'cloud-filtered' ? 'A rule leaves it out' : undefined);

export function withFindings(findings: readonly ScanFinding[], change: Partial<StoredScan> = {}): ScanWithFindings {
  return {
    scan: sampleScan({ summary: sampleSummary(findings), ...change }, findings),
    findings: async function* () {
      yield* findings;
    },
  };
}

export const textOf = async (pieces: AsyncIterable<string>): Promise<string> => (await Array.fromAsync(pieces)).join('');
