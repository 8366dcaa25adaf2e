import { TenantsList } from "@/components/programme/tenants-list";
import { programmeTenants } from "@/lib/views/programme/tenants";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("tenants");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const after = one(search.after);
  const at = addressOf("/programme/tenants", search);
  const view = await show(programmeTenants, { q: one(search.q), after }, { at });
  return (
    <ProgrammeFrame page="tenants" at={at}>
      <TenantsList view={view} paged={after !== undefined} />
    </ProgrammeFrame>
  );
}
