import type { Contoso } from './contoso.ts';
import { moveTo, setAttribute } from './find-person.ts';
import { recreateAccount } from './recreate-account.ts';

/**
 * Three people with trouble, as the lab opens: John Smith moved to OU=Leavers by mistake and soft-deleted, Maria Lopez with an AD
 * account that was deleted and made again, Thu Nguyen with an address that lacks "SMTP:".
 */
export function stageOpening(company: Contoso): void {
  recreateAccount(company, 'mlopez');
  setAttribute(company.ad, 'tnguyen', { proxyAddresses: ['thu.nguyen@contoso.com', 'smtp:tnguyen@contoso.com'] });
  company.healthy();
  moveTo(company.ad, 'jsmith', 'Leavers');
  company.healthy();
}
