/**
 * In place of the security headers: for a page that other sites may show in a frame. It has no script, sends no form and connects
 * to nothing.
 */
export const framedHeaders: Readonly<Record<string, string | null>> = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    'frame-ancestors *',
  ].join('; '),
  'x-frame-options': null,
}

/** In place of a security header: for a picture that other sites may show. */
export const shownElsewhere: Readonly<Record<string, string>> = { 'cross-origin-resource-policy': 'cross-origin' }

/** Headers of every answer. They forbid inline scripts and styles, load nothing from other origins and send no referrer. */
export function securityHeaders(
  secure: boolean,
  { alsoConnect }: { alsoConnect?: string } = {},
): Readonly<Record<string, string>> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "font-src 'self'",
      "img-src 'self' data:",
      "script-src 'self'",
      `connect-src 'self'${alsoConnect === undefined ? '' : ` ${alsoConnect}`}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  }
}
