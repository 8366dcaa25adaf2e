/** K1: the page of one customer. */
export function customerPath(tenantId: string): string {
  return `/customers/${tenantId}`;
}
