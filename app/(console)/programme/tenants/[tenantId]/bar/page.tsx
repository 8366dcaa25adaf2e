import { BarTenant } from "@/components/tenants/bar-tenant";
import { tenantHead } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { allow, bar } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const at = `/programme/tenants/${encodeURIComponent(tenantId)}/bar`;
  const tenant = await show(tenantHead, { id: tenantId }, { at });
  return <BarTenant tenant={tenant} actions={{ bar, allow }} kept={await readKept(at)} />;
}
