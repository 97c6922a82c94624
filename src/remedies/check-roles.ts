/** What approvers must look at themselves when the roles of the account could not be read. */
export const checkRoles = (change: { readonly rolesRead: boolean } | null): string =>
  change?.rolesRead === false ? ' Its directory roles could not be read: make sure that it has none and is eligible for none.' : '';
