import { GraphFault } from './tenant-state.ts';

/** A value that must be unique is taken: 400 with details[].code ObjectConflict. */
export class ObjectConflict extends GraphFault {
  readonly property: string;
  constructor(property: string) {
    super(400, 'Request_BadRequest', `Another object with the same value for property ${property} already exists.`);
    this.property = property;
  }
}
