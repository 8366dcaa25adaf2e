import { TenantFacts } from "@/components/programme/tenant-facts";
import { programmeTenant } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const at = `/programme/tenants/${tenantId}`;
  return <TenantFacts view={await show(programmeTenant, { id: tenantId }, { at })} />;
}
