/** PostgreSQL takes no NUL in a text; what a stranger says must not keep anything from being written down. */
export const columnText = (text: string): string => text.replaceAll('\0', '\ufffd');
