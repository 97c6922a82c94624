import { showPlain } from '../cards/escape.ts';

/** Foreign text as text of a page: hidden signs are shown, and no sign can be markup. */
export const htmlText = (text: string, longest = 600): string => showPlain(text, longest).replace(/[&<>"'`]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
