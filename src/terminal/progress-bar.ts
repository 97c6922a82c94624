import type { ScanProgress } from '../model/scan.ts';

/** Where progress is shown. */
export interface ProgressLine {
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
  /** Writes exactly this. */
  write(text: string): void;
}

const WIDTH = 28;
const PHASES: Readonly<Record<ScanProgress['phase'], string>> = { reading: 'Reading', comparing: 'Comparing', judging: 'Judging', done: 'Done' };
/** Without a terminal a line is written for each phase, and for so many repeats of one. */
const QUIET_REPEATS = 20;

/** One line that is written over in a terminal; elsewhere a line now and then. */
export function progressBar({ isTerminal, write }: ProgressLine): { show(progress: ScanProgress, expected: number | null): void; end(): void } {
  let [last, repeats, isDirty]: [string, number, boolean] = ['', 0, false];
  return {
    show(progress, expected) {
      if (isTerminal) {
        write(`\r\u001b[2K${barOf(progress, expected)} ${wordsOf(progress)}`);
        isDirty = true;
        return;
      }
      repeats = progress.phase === last ? repeats + 1 : 0;
      last = progress.phase;
      if (repeats % QUIET_REPEATS === 0) write(`${wordsOf(progress)}\n`);
    },
    end() {
      if (isDirty) write('\n');
    },
  };
}

const wordsOf = ({ phase, directory, entra, findings }: ScanProgress): string =>
  `${PHASES[phase]}: ${directory.toLocaleString('en-GB')} of Active Directory, ${entra.toLocaleString('en-GB')} of Entra ID, ${findings.toLocaleString('en-GB')} ${findings === 1 ? 'finding' : 'findings'}`;

/** Reading counts against what the scan before had read; where there was none nobody knows how far it is. */
function barOf({ phase, directory, entra, suspects, judged }: ScanProgress, expected: number | null): string {
  const part = phase === 'done' ? 1 : phase === 'reading' ? (expected === null || expected === 0 ? null : Math.min(0.98, (directory + entra) / expected)) : suspects === 0 ? 0.98 : Math.min(0.99, judged / suspects);
  if (part === null) return `[${'·'.repeat(WIDTH)}]     `;
  const full = Math.round(part * WIDTH);
  return `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)} %`;
}
