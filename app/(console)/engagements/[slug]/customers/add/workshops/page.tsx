import { titledByForm } from "@/lib/web/form-state";
import type { PageProps } from "@/lib/web/page";
import { AddScreen } from "../screen";

export const metadata = titledByForm;

export default function Page(props: PageProps<{ slug: string }>) {
  return AddScreen(props, "workshops");
}
