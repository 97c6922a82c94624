import { scanReportReply } from '../../src/cards/scan-report.ts';
import { differenceReply, endedReply, runningReply } from '../../src/commands/scan-view.ts';
import type { CardReply } from '../../src/model/reply.ts';
import { SCAN_PROGRESS, sampleFindings, sampleScan, sampleSummary } from '../contracts/sample-scan.ts';

const EVIL = '[click](https://evil.test) **bold** ${title} \u202Etxt';
const titleOf = (id: string): string | undefined => (id === 'evil' ? EVIL : id === 'cloud-filtered' ? 'A rule leaves it out' : undefined);
const findings = sampleFindings(300);
const actions = [{ title: 'Get the report', verb: 'scan-report', ref: 'r-1' }, { title: 'Diagnose Maria Lopez', verb: 'diagnose', ref: 'r-2' }, { title: 'Fix all cloud-filtered', verb: 'scan-fix', ref: 'r-3' }];
const ended = { actions, hint: 'The report: press the button, or type scan report 12.' };
const many = sampleSummary(findings, { findings: Array.from({ length: 30 }, (_, n) => ({ id: n === 0 ? 'evil' : `cause-${n}`, directory: 1000 - n * 30, entra: n })), ended: 'in-part', unread: Array.from({ length: 12 }, (_, n) => ({ what: `entra.list-${n} ${EVIL}`, why: 'throttled', detail: EVIL })) });

/** Scans on their way, at their end, and two of them side by side. */
export const SCAN_SAMPLES: Readonly<Record<string, CardReply>> = {
  'scan-running': runningReply(sampleScan({ state: 'running', summary: null, endedAt: null, progress: SCAN_PROGRESS }), [{ title: 'Stop the scan', verb: 'scan-stop', ref: 'r-1' }]),
  'scan-done': endedReply(sampleScan({}, findings), titleOf, ended),
  'scan-well': endedReply(sampleScan({ summary: sampleSummary([]), kept: 0 }), titleOf, { actions: [], hint: '' }),
  'scan-in-part': endedReply(sampleScan({ summary: many, dropped: 40 }), titleOf, ended),
  'scan-failed': endedReply(sampleScan({ state: 'failed', summary: null, kept: 3 }), titleOf, { actions: actions.slice(0, 1), hint: '' }),
  'scan-report': scanReportReply({ n: 12, says: `Scan 12, by ${EVIL}: done, 30 findings.`, minutes: 15, links: ['html', 'csv', 'json'].map((form) => ({ title: form, url: `https://syncwhy.contoso.com/report/scan?t=12.${form}.1.x_y` })) }),
  'scan-diff': differenceReply({
    before: 11, after: 12, fresh: { count: 40, first: findings.slice(0, 15) }, gone: { count: 2, first: findings.slice(20, 22) }, stayed: 258, cautions: ['Scan 12 did not see everything, so what is missing from it may only be unseen and not gone.'],
    causes: [{ id: 'cloud-filtered', before: 10, after: 50 }, { id: 'not-in-entra', before: 4, after: 2 }], standing: [{ standing: 'synced', before: 90, after: 80 }],
  }, titleOf),
};
