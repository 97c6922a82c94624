const leftOut: { readonly what: string; readonly why: string }[] = [];

/**
 * Says that tests of a real component do not run here. With SYNCWHY_REQUIRE_REAL=1 that is a failure.
 * What was left out is listed at the end of the run.
 */
export function leaveOut(what: string, why: string): void {
  if (process.env['SYNCWHY_REQUIRE_REAL'] === '1') throw new Error(`${what} must be tested for real here, but: ${why}`);
  leftOut.push({ what, why });
}

export const whatWasLeftOut = (): readonly { readonly what: string; readonly why: string }[] => leftOut;
