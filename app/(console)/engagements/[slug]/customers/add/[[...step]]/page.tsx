import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { AddCustomer } from "@/components/customers/add-customer";
import { addPath, addSteps } from "@/components/customers/wizard-paths";
import { addCustomerView } from "@/lib/views/add-customer";
import { titledByForm } from "@/lib/web/form-state";
import { mayLookForRivals } from "@/lib/web/early-warning";
import { readKept } from "@/lib/web/kept";
import { show, stepIn, type PageProps } from "@/lib/web/page";
import { addCustomer, chooseTenant, chooseWorkshops, giveReason, nameCustomer } from "../actions";

export const metadata = titledByForm;

const actions = { addCustomer, chooseTenant, chooseWorkshops, giveReason, nameCustomer };

/**
 * One screen of "Add customer". Without a draft in the address the wizard begins with a new one,
 * which is stored when the first form is sent; a screen that is not open yet leads to the first
 * that is (D4).
 */
export default async function Page({
  params,
  searchParams,
}: PageProps<{ slug: string; step?: string[] }>) {
  const { slug, step: path } = await params;
  const step = stepIn(addSteps, path);
  const { draft } = await searchParams;
  if (typeof draft !== "string") redirect(addPath(slug, "customer", { draft: randomUUID() }));
  const at = addPath(slug, step, { draft });
  const rivals = step === "review" && (await mayLookForRivals());
  const view = await show(addCustomerView, { slug, draft, step, rivals }, { at });
  if (view.screen.kind === "elsewhere") redirect(addPath(slug, view.screen.step, { draft }));
  return <AddCustomer view={view} actions={actions} kept={await readKept(at)} />;
}
