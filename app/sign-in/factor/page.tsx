import { getTranslations } from "next-intl/server";
import { Told } from "@/components/account/told";
import { Anew } from "@/components/factor/anew";
import { Prove } from "@/components/factor/prove";
import { SetUp } from "@/components/factor/set-up";
import { PageHeader } from "@/components/ui/page-header";
import { factorPage } from "@/lib/web/factor";
import { titledByForm } from "@/lib/web/form-state";
import type { PageProps } from "@/lib/web/page";
import { told } from "@/lib/web/told";
import { pathOfQuery } from "@/lib/web/sign-in-page";
import { ask } from "../actions";
import { makePasskey, setUpApp, withCode, withPasskey } from "./actions";

export const metadata = titledByForm;

export default async function FactorPage({ searchParams }: PageProps) {
  const t = await getTranslations("account.factor");
  const search = await searchParams;
  const view = await factorPage(pathOfQuery(search.callbackUrl));
  if (view.kind !== "setUp") {
    const { error } = await told(search);
    return (
      <>
        <Told done={null} error={error} />
        {view.kind === "prove" ? (
          <Prove view={view} withCode={withCode} withPasskey={withPasskey} />
        ) : (
          <Anew view={view} ask={ask} />
        )}
      </>
    );
  }
  return (
    <div>
      <PageHeader title={t("setUpTitle")}>{t("setUpIntro")}</PageHeader>
      <SetUp view={view} title={t("setUpTitle")} setUpApp={setUpApp} makePasskey={makePasskey} />
    </div>
  );
}
