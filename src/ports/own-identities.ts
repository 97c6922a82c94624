/** What the product proves itself with, e.g. the certificate of the application that reads Graph. */
export interface OwnIdentity {
  /** For people, e.g. `the application that writes to Graph (certificate)`. */
  readonly name: string;
  /** ISO 8601 UTC; null where nobody has said when it expires. */
  readonly expires: string | null;
}
