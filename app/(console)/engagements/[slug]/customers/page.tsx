import { CustomersList } from "@/components/customers/customers-list";
import { EngagementHeader } from "@/components/engagements/engagement-header";
import { Lean } from "@/components/ui/lean";
import { customersPage } from "@/lib/views/customers-page";
import { titledByForm } from "@/lib/web/form-state";
import { seenAs } from "@/lib/web/kept-view";
import { choose } from "../../../runs/actions";
import { addressOf, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ slug: string }>) {
  const { slug } = await params;
  const search = await searchParams;
  const path = `/engagements/${slug}/customers`;
  const at = addressOf(path, search);
  const asked = { slug, search: await seenAs(path, search) };
  const view = await show(customersPage, asked, { at, planOnce: true, mayLag: true });
  return (
    <Lean>
      <EngagementHeader engagement={view.engagement} current="customers" />
      <CustomersList view={view} choose={choose} />
    </Lean>
  );
}
