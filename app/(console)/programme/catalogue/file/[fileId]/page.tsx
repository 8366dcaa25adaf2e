import { CatalogueFile } from "@/components/programme/catalogue-file";
import { catalogueFile } from "@/lib/views/programme/catalogue-file";
import { wrongWords } from "@/lib/web/catalogue-file";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { takeIn } from "./actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ fileId: string }>) {
  const { fileId } = await params;
  const at = `/programme/catalogue/file/${encodeURIComponent(fileId)}`;
  const view = await show(catalogueFile, { id: fileId }, { at });
  return (
    <CatalogueFile
      view={view}
      action={takeIn}
      kept={await readKept(at)}
      words={await wrongWords()}
    />
  );
}
