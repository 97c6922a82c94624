/** Characters that break lines, hide text or turn its direction: control characters, line separators, marks and overrides of direction, zero-width ones, byte order marks. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The text with each of them written out as `\uXXXX`, so that one entry is one line and looks like what it is. */
export const visible = (text: string): string => text.toWellFormed().replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** JSON on one line, with the same characters escaped: it reads back as exactly the same value. */
export const visibleJson = (value: unknown): string => visible(JSON.stringify(value));
