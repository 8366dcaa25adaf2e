import { TenantForm } from "@/components/tenants/tenant-form";
import { newTenantView } from "@/lib/views/programme/tenant";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { create } from "../actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/programme/tenants/new";
  const { edits } = await show(newTenantView, {}, { at });
  return <TenantForm tenant={null} edits={edits} action={create} kept={await readKept(at)} />;
}
