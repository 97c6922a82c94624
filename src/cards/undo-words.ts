import type { UndoClass } from '../model/risk.ts';

/** Whether a change can be taken back, as every card says it. */
export const UNDO_WORDS: Readonly<Record<UndoClass, string>> = { 'full': 'can be undone', '30-days': 'can be undone for 30 days', 'none': 'cannot be undone' };
