export type Risk = 'low' | 'medium' | 'high';

/** How far a change can be taken back; `30-days` = while the recycle bin keeps the object. */
export type UndoClass = 'full' | '30-days' | 'none';
