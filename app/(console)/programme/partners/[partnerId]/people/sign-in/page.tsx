import { SignInRule } from "@/components/people/sign-in-rule";
import { signInRuleView } from "@/lib/views/sign-in-rule";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show, type PageProps } from "@/lib/web/page";
import { signInRule } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

export default async function Page({ params }: PageProps<{ partnerId: string }>) {
  const { partnerId } = await params;
  const at = `/programme/partners/${encodeURIComponent(partnerId)}/people/sign-in`;
  const view = await show(signInRuleView, { at: partnerId }, { at });
  return <SignInRule view={view} action={signInRule} kept={await readKept(at)} />;
}
