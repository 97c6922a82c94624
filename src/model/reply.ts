/** Somebody who gets a notification of a message: a person by Entra object id, or everybody with a tag of the team. */
export type Mentioned =
  | { readonly is: 'person'; readonly id: string; readonly name: string }
  | { readonly is: 'tag'; readonly id: string; readonly name: string };

/** A card by the name of its template in `cards/`, with exactly the data that the template binds. */
export interface CardReply {
  readonly card: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** One line for the notification and for screen readers. */
  readonly summary: string;
  /** The whole answer as plain text, for clients without cards and for the terminal. */
  readonly text: string;
  /** The structured answer behind the card, for `--json`. */
  readonly json?: unknown;
  /** Who is mentioned under the headline; a repaint leaves them out, or they would be called again. */
  readonly mentions?: readonly Mentioned[] | undefined;
}

export interface TextReply {
  readonly card?: undefined;
  readonly text: string;
  readonly summary?: undefined;
  readonly mentions?: undefined;
  readonly json?: unknown;
}

export type Reply = CardReply | TextReply;
