import { redirect } from "next/navigation";
import { CustomerPage } from "@/components/customers/customer-page";
import { customerPath } from "@/components/customers/customer-path";
import { listsWith } from "@/components/customers/way-back";
import { customerView } from "@/lib/views/customer";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import * as acts from "./actions";
import { addressOf, lastList, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ tenantId: string }>) {
  const { tenantId } = await params;
  const search = await searchParams;
  const at = addressOf(customerPath(tenantId), search);
  const view = await show(customerView, { tenantId, search }, { at, planOnce: true });
  // It was merged into another (P18).
  if (view.customer.id !== tenantId.toLowerCase()) redirect(customerPath(view.customer.id));
  const from = await lastList(Object.fromEntries(listsWith(view).map((list) => [list, list])));
  return <CustomerPage view={view} from={from} acts={acts} kept={await readKept(at)} />;
}
