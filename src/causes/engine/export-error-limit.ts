import { exportErrorsOf } from '../../deduce/sync-server.ts';
import { knownOf } from '../../deduce/reading.ts';
import { newestWithResult, spokenRun } from '../../deduce/run-results.ts';
import { touches } from '../../deduce/run-concerns.ts';
import { anchorsOf } from '../../deduce/source-anchor.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const exportErrorLimit = defineCause({
  id: 'export-error-limit',
  area: 'engine',
  layer: 1,
  title: 'More than 5000 errors stop the run',
  why: 'A run that meets more than 5000 errors is stopped, and the objects behind the last error are not reached. So one mistake that befalls thousands of objects keeps others away that are in order themselves.',
  checkYourself: ['Look in Synchronization Service for the run that ended with stopped-error-limit.', 'Group its errors by kind: most of them have one reason in common.', 'Look whether this object is itself among the errors, or merely behind them.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: [],
  byHand: 'Find what the mass of the errors has in common (a domain that is no longer verified, a rule, a wrong filter, a lost permission) and mend that first. Then let a cycle run; what remains are the errors of single objects.',
  byHandRisk: { risk: 'medium', undo: 'none' },
  whyByHand: 'The reason lies with thousands of other objects; a human has to find what they have in common.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'any',
  needs: ['syncServers.runHistory'],
  mayUse: ['syncServers.csObjects', 'syncServers.globalSettings', 'syncServers.connectors'],

  judge({ 'syncServers.runHistory': history }, { subject, also }) {
    const [stopped] = newestWithResult(history.filter(({ staging }) => staging !== true), ['stopped-error-limit']).filter(({ run }) => touches(run, subject, also['syncServers.connectors']));
    if (stopped === undefined) return ruledOut('no newest run was stopped for its errors');
    const spaces = knownOf(also['syncServers.csObjects']);
    const itself = subject.ad === undefined || spaces === undefined ? null : exportErrorsOf(spaces, anchorsOf(subject.ad, also['syncServers.globalSettings'])).length > 0;
    const said = spokenRun(stopped.run);
    return { is: 'confirmed', facts: { server: stopped.server, run: said.what, itself, asked: subject.asked }, evidenceClass: 'A', evidence: [onServer(stopped.server, said.what, said.value)] };
  },

  explain: ({ server, run, itself, asked }) =>
    `On ${server} a run was stopped for more than 5000 errors (${run}).${itself === false ? ` ${asked} has no export error itself and may merely stand behind the others.` : ''} Look for what the errors have in common.`,
});
