/** Where people of the tenant sign in for one plan: authorization code with PKCE, as a public client. */
export interface SignInPage {
  addressFor(asked: SignInAsked): string;
  /** Exchanges the code that came back; never rejects. */
  redeem(code: CodeToRedeem): Promise<{ readonly is: 'token'; readonly idToken: string } | { readonly is: 'refused'; readonly says: string }>;
}

export interface SignInAsked {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly loginHint?: string | undefined;
  /** Conditional Access authentication context that must be met. */
  readonly authenticationContext?: string | undefined;
}

export interface CodeToRedeem {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
  readonly code: string;
}
