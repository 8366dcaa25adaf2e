import { redirect } from "next/navigation";
import { CustomerPage } from "@/components/customers/customer-page";
import { customerPath } from "@/components/customers/customer-path";
import { customerView } from "@/lib/views/customer";
import { titledByForm } from "@/lib/web/form-state";
import { addressOf, lastList, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

const lists = { engagements: "/engagements", claims: "/claims", attention: "/attention" };

export default async function Page({ params, searchParams }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const search = await searchParams;
  const at = addressOf(customerPath(tenantId), search);
  const view = await show(customerView, { tenantId, search }, { at, planOnce: true });
  // It was merged into another (P18).
  if (view.customer.id !== tenantId.toLowerCase()) redirect(customerPath(view.customer.id));
  return <CustomerPage view={view} from={await lastList(lists)} />;
}
