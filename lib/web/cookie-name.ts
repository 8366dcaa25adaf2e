/** The name of a cookie of ours: where people come by https, no other host and no page without TLS can set it. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
