/** A process cannot start, or go on, with what it was given; the message is for the operator, complete and without a stack trace. */
export class NotReady extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NotReady';
  }
}
