/** How many octets a job and its answer have on their way, for the exchanges that they are compared with. */
export const JOB_OCTETS = 420;
export const RESULT_OCTETS = 330;
