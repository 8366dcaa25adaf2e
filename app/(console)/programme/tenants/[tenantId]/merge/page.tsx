import { MergeTenants } from "@/components/tenants/merge-tenants";
import { mergeView } from "@/lib/views/programme/merge";
import { titledByForm } from "@/lib/web/form-state";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { merge } from "../../actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const search = await searchParams;
  const at = addressOf(`/programme/tenants/${encodeURIComponent(tenantId)}/merge`, search);
  const view = await show(mergeView, { id: tenantId, into: one(search.into) }, { at });
  return <MergeTenants view={view} action={merge} />;
}
