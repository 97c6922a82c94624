/** Kind and message of a fault, for the log only. */
export const nameOfFault = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : typeof error);
