import { Option, type Command } from 'commander';
import { NotReady } from '../src/ports/not-ready.ts';
import type { Terminal } from '../src/terminal/ask-command.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../src/trail/export-trail.ts';

interface ExportOptions {
  readonly config: string;
  readonly since?: string;
  readonly until?: string;
  readonly plan?: string;
  readonly format: ExportFormat;
  readonly out?: string;
}

interface VerifyOptions {
  readonly config?: string;
  readonly file?: string;
  readonly heads?: string;
}

/** `syncwhy audit verify|export`. */
export function addAudit(program: Command, terminal: Terminal, ended: (code: number) => void): void {
  const audit = program.command('audit').description('the audit trail');
  audit.command('verify').description('check the chain of the audit trail, and compare it with heads that were posted earlier')
    .option('--config <file>', 'configuration of the bot')
    .option('--file <file>', 'an export in JSON lines, instead of the store of the bot')
    .option('--heads <file>', 'posted heads, one line of JSON each')
    .action(async (options: VerifyOptions) => {
      ended(await (await import('../src/bot/verify-audit.ts')).verifyAudit(options, terminal));
    });
  audit.command('export').description('write the audit trail, for the archive or a SIEM').requiredOption('--config <file>', 'configuration of the bot')
    .option('--since <time>', 'from this time on, for example 2026-11-01 or 2026-11-01T06:00:00Z')
    .option('--until <time>', 'before this time')
    .option('--plan <code>', 'only what belongs to this plan')
    .addOption(new Option('--format <format>', 'jsonl can be verified; cef and syslog are for a SIEM').choices([...EXPORT_FORMATS]).default('jsonl'))
    .option('--out <file>', 'a file that is not there yet; without it, standard output')
    .action(async ({ since, until, ...rest }: ExportOptions) => {
      const options = { ...rest, since: timeOf(since, '--since'), until: timeOf(until, '--until') };
      ended(await (await import('../src/bot/export-audit.ts')).exportAudit(options, terminal));
    });
}

/** ISO 8601; a date alone begins at midnight UTC, and a time without a zone is refused. */
function timeOf(text: string | undefined, option: string): Date | undefined {
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text) && !Number.isNaN(Date.parse(text))) return new Date(text);
  throw new NotReady(`${option} must be a date or a time with its zone, for example 2026-11-01 or 2026-11-01T06:00:00Z.`);
}
