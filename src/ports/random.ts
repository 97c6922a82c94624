export interface Random {
  /** Random UUID (122 bits). */
  uuid(): string;
  /** 128 random bits, base64url. */
  nonce(): string;
}
