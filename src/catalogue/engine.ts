import { changeNotDueYet } from '../causes/engine/change-not-due-yet.ts';
import { schedulerDisabled } from '../causes/engine/scheduler-disabled.ts';
import { stagingMode } from '../causes/engine/staging-mode.ts';
import { enableScheduler } from '../remedies/enable-scheduler.ts';
import { startDeltaCycle } from '../remedies/start-delta-cycle.ts';
import { seal, type SealedCause } from './seal.ts';

export const ENGINE: readonly SealedCause[] = [seal(schedulerDisabled, enableScheduler), seal(stagingMode), seal(changeNotDueYet, startDeltaCycle)];
