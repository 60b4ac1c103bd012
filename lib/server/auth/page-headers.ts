/** Set by proxy.ts on every page: where the reader is, for coming back after signing in. */
export const pathHeader = "x-portal-path";

type PolicyOptions = {
  nonce: string;
  /** Scripts and styles are changed while developing: the bundler needs more freedom then. */
  development: boolean;
  secure: boolean;
  /** Where the sign-in form may lead besides this portal: the OpenID Connect provider. */
  issuer?: string | undefined;
};

/**
 * What a page may load and run: nothing from elsewhere, scripts only with this request's nonce, no plugins, no framing.
 * Styles need no exception: ours are all in files.
 */
export function contentSecurityPolicy({ nonce, development, secure, issuer }: PolicyOptions): string {
  const issuerOrigin = issuer && URL.canParse(issuer) ? ` ${new URL(issuer).origin}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${issuerOrigin}`,
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
