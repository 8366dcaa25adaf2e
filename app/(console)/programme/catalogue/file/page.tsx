import { CatalogueFiles } from "@/components/programme/catalogue-files";
import { catalogueFiles } from "@/lib/views/programme/catalogue-file";
import { whyNotSent } from "@/lib/web/catalogue-file";
import { titledByForm } from "@/lib/web/form-state";
import { one, show, type PageProps } from "@/lib/web/page";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const view = await show(catalogueFiles, undefined, { at: "/programme/catalogue/file" });
  const wrong = await whyNotSent(one((await searchParams).refused));
  return <CatalogueFiles view={view} wrong={wrong} />;
}
