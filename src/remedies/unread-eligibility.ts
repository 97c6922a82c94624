/** Stands in the step itself, so that every approver reads it. Entra blocks the takeover of eligible admins too, but what was not looked at is not fine. */
export const unreadEligibility = ({ eligibilityRead }: { readonly eligibilityRead: boolean }): string =>
  eligibilityRead ? '' : ' (eligible admin roles of that cloud account were not read: check them in PIM before you approve)';
