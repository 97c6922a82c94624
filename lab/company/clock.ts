/** The company's time. The lab runs on the wall clock; tests may push it forward. */
export interface CompanyClock {
  now(): Date;
}
