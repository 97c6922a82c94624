import { existsSync } from 'node:fs';
import { NotReady } from '../ports/not-ready.ts';
import { planCode } from '../protocol/plan-hash.ts';
import type { RelayJournalLine } from '../boundary/relay-state.ts';
import { readRelayConfig } from './config.ts';
import { journalFile } from './identity.ts';
import { readJournalLines } from './journal.ts';
import { undoLdif } from './undo-ldif.ts';

/** `syncwhy relay journal`: what this relay has started and how it ended, oldest first; of one plan where one is named. */
export function runJournal(configFile: string, plan: string | undefined, out: (text: string) => void): number {
  const lines = linesOf(configFile, plan);
  out(lines.length === 0 ? 'This relay has started nothing.' : lines.map(asText).join('\n'));
  return 0;
}

/** `syncwhy relay export-undo PLAN`: LDIF that takes back what this relay did for one plan, also when the bot is gone. */
export function runExportUndo(configFile: string, plan: string, out: (text: string) => void): number {
  const lines = linesOf(configFile, plan);
  if (lines.length === 0) throw new NotReady(`This relay has started nothing for plan ${plan}. Another relay of the group may have: ask its journal too. \`syncwhy relay journal\` lists what was started here.`);
  out(undoLdif(lines));
  return 0;
}

function linesOf(configFile: string, plan: string | undefined): readonly RelayJournalLine[] {
  const file = journalFile(readRelayConfig(configFile).stateDir);
  const all = existsSync(file) ? readJournalLines(file) : [];
  if (plan === undefined) return all;
  const wanted = new Set(all.filter((line) => isOf(line, plan)).map(({ planId }) => planId));
  return all.filter(({ planId }) => wanted.has(planId));
}

/** A plan by its id, its code or its hash. */
function isOf(line: RelayJournalLine, plan: string): boolean {
  const asked = plan.trim().toLowerCase();
  const hash = 'planHash' in line ? line.planHash : undefined;
  return line.planId === asked || (hash !== undefined && (hash === asked || planCode(hash).toLowerCase() === asked));
}

function asText(line: RelayJournalLine): string {
  switch (line.what) {
    case 'started':
      return `${line.at}  started  plan ${line.planHash === undefined ? line.planId : planCode(line.planHash)} step ${line.step} attempt ${line.attempt}  ${line.does === undefined ? line.object : JSON.stringify(line.does.says)}`;
    case 'ended':
      return `${line.at}  ended    plan ${line.planId} step ${line.step} attempt ${line.attempt}  ${line.is}`;
    case 'sealed':
      return `${line.at}  sealed   plan ${planCode(line.planHash)} by ${line.role} ${line.oid}`;
  }
}
