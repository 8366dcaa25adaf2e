import { randomUUID } from "node:crypto";
import { redirect } from "next/navigation";
import { AddCustomer } from "@/components/customers/add-customer";
import { addPath } from "@/components/customers/wizard-paths";
import { addCustomerView, type AddView } from "@/lib/views/add-customer";
import { mayLookForRivals } from "@/lib/web/early-warning";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { addCustomer, chooseTenant, chooseWorkshops, giveReason, nameCustomer } from "./actions";

type Step = Extract<AddView["screen"], { kind: "elsewhere" }>["step"];

const actions = { addCustomer, chooseTenant, chooseWorkshops, giveReason, nameCustomer };

/**
 * One screen of "Add customer". Without a draft in the address the wizard begins with a new one,
 * which is stored when the first form is sent; a screen that is not open yet leads to the first
 * that is (D4).
 */
export async function AddScreen({ params, searchParams }: PageProps<{ slug: string }>, step: Step) {
  const { slug } = await params;
  const { draft } = await searchParams;
  if (typeof draft !== "string") redirect(addPath(slug, "customer", { draft: randomUUID() }));
  const at = addPath(slug, step, { draft });
  const rivals = step === "review" && (await mayLookForRivals());
  const view = await show(addCustomerView, { slug, draft, step, rivals }, { at });
  if (view.screen.kind === "elsewhere") redirect(addPath(slug, view.screen.step, { draft }));
  return <AddCustomer view={view} actions={actions} kept={await readKept(at)} />;
}
