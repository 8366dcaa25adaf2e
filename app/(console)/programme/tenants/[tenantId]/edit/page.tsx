import { TenantForm } from "@/components/tenants/tenant-form";
import { tenantHead } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { change } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const at = `/programme/tenants/${encodeURIComponent(tenantId)}/edit`;
  const tenant = await show(tenantHead, { id: tenantId }, { at });
  const kept = await readKept(at);
  return <TenantForm tenant={tenant} edits={tenant.edits} action={change} kept={kept} />;
}
