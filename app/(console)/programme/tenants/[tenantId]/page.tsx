import { redirect } from "next/navigation";
import { TenantPage } from "@/components/tenants/tenant-page";
import { programmeTenant } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { one, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const at = `/programme/tenants/${encodeURIComponent(tenantId)}`;
  const view = await show(programmeTenant, { id: tenantId }, { at });
  // It was merged into another (P18).
  const { id } = view.tenant;
  if (id !== tenantId.toLowerCase()) redirect(`/programme/tenants/${id}?done=elsewhere`);
  return <TenantPage view={view} done={one((await searchParams).done)} />;
}
