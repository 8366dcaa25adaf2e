import { GlossaryPage } from "@/components/help/entries-page";
import { titledByForm } from "@/lib/web/form-state";
import { currentGlossary } from "@/lib/web/help";

export const metadata = titledByForm;

export default async function Page() {
  return <GlossaryPage entries={await currentGlossary()} />;
}
