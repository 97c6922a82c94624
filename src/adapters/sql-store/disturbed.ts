import { StoreUnavailable } from '../../ports/store.ts';

/** The database called a transaction off so that another could finish; nothing of it was written. */
export class Disturbed extends StoreUnavailable {
  constructor() {
    super('The database was too busy with other changes of the same rows. Nothing was written; try again.');
    this.name = 'Disturbed';
  }
}
