/** The pages of tenants. */
export const tenantsPage = "/programme/tenants";

export const tenantPage = (id: string) => `${tenantsPage}/${id}`;

export const mergePage = (id: string, into?: string) =>
  `${tenantPage(id)}/merge${into === undefined ? "" : `?into=${encodeURIComponent(into)}`}`;
