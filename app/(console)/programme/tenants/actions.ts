"use server";
import { mergeTenants } from "@/lib/customers/merge/merge-tenants";
import { mergeTenantsInput } from "@/lib/customers/merge/schema";
import { allowTenant } from "@/lib/eligibility/bar/allow-tenant";
import { barTenant } from "@/lib/eligibility/bar/bar-tenant";
import { allowTenantInput, barTenantInput } from "@/lib/eligibility/bar/schema";
import { addTenantDomain } from "@/lib/tenants/editing/add-domain";
import { changeTenant } from "@/lib/eligibility/change-tenant";
import { createTenant } from "@/lib/tenants/editing/create-tenant";
import { moveTenantDomain } from "@/lib/tenants/editing/move-domain";
import { removeTenantDomain } from "@/lib/tenants/editing/remove-domain";
import {
  changeTenantInput,
  createTenantInput,
  moveDomainInput,
  tenantDomainInput,
} from "@/lib/tenants/schema";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const text = (value: FormValues[string] | undefined) => encodeURIComponent(String(value ?? ""));
const page = (values: FormValues) => `/programme/tenants/${text(values.tenant)}`;

export const create = formAction({
  schema: createTenantInput,
  at: () => "/programme/tenants/new",
  run: async (ctx, input) => {
    await createTenant(ctx, input);
    return `${page({ tenant: input.tenantId })}?done=made`;
  },
});

export const change = formAction({
  schema: changeTenantInput,
  at: (values) => `${page(values)}/edit`,
  run: async (ctx, input) => {
    await changeTenant(ctx, input);
    return `${page({ tenant: input.tenant })}?done=saved`;
  },
});

export const addDomain = formAction({
  schema: tenantDomainInput,
  at: (values) => `${page(values)}/domains`,
  run: async (ctx, input) => {
    await addTenantDomain(ctx, input);
    return `${page({ tenant: input.tenant })}/domains?done=added`;
  },
});

export const removeDomain = formAction({
  schema: tenantDomainInput,
  at: (values) => `${page(values)}/domains`,
  run: async (ctx, input) => {
    await removeTenantDomain(ctx, input);
    return `${page({ tenant: input.tenant })}/domains?done=removed`;
  },
});

export const moveDomain = formAction({
  schema: moveDomainInput,
  at: (values) => `${page(values)}/domains`,
  run: async (ctx, input) => {
    await moveTenantDomain(ctx, input);
    return `${page({ tenant: input.tenant })}/domains?done=moved`;
  },
});

export const bar = formAction({
  schema: barTenantInput,
  at: (values) => `${page(values)}/bar`,
  run: async (ctx, input) => {
    await barTenant(ctx, input);
    return `${page({ tenant: input.tenant })}?done=barred`;
  },
});

export const allow = formAction({
  schema: allowTenantInput,
  at: (values) => `${page(values)}/bar`,
  run: async (ctx, input) => {
    await allowTenant(ctx, input);
    return `${page({ tenant: input.tenant })}?done=allowed`;
  },
});

export const merge = formAction({
  schema: mergeTenantsInput,
  at: (values) => `${page(values)}/merge?into=${text(values.into)}`,
  run: async (ctx, input) => {
    await mergeTenants(ctx, input);
    return `${page({ tenant: input.into })}?done=merged`;
  },
});
