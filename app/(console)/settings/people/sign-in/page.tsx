import { SignInRule } from "@/components/people/sign-in-rule";
import { signInRuleView } from "@/lib/views/sign-in-rule";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { show } from "@/lib/web/page";
import { signInRule } from "@/app/(console)/settings/people/actions";

export const metadata = titledByForm;

export default async function Page() {
  const at = "/settings/people/sign-in";
  const view = await show(signInRuleView, {}, { at });
  return <SignInRule view={view} action={signInRule} kept={await readKept(at)} />;
}
