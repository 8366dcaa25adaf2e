import { TenantDomains } from "@/components/tenants/tenant-domains";
import { tenantHead } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { one, show, type PageProps } from "@/lib/web/page";
import { addDomain, moveDomain, removeDomain } from "../../actions";

export const metadata = titledByForm;

const actions = { add: addDomain, move: moveDomain, remove: removeDomain };

export default async function Page({ params, searchParams }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const at = `/programme/tenants/${encodeURIComponent(tenantId)}/domains`;
  const tenant = await show(tenantHead, { id: tenantId }, { at });
  const done = one((await searchParams).done);
  return <TenantDomains tenant={tenant} actions={actions} kept={await readKept(at)} done={done} />;
}
