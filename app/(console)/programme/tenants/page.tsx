import { TenantsList } from "@/components/programme/tenants-list";
import { programmeTenants } from "@/lib/views/programme/tenants";
import { seenAs } from "@/lib/web/kept-view";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";

export const generateMetadata = titled("tenants");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/tenants", search);
  const view = await show(
    programmeTenants,
    { search: await seenAs("/programme/tenants", search) },
    { at, mayLag: true },
  );
  return (
    <ProgrammeFrame page="tenants" at={at}>
      <TenantsList view={view} />
    </ProgrammeFrame>
  );
}
