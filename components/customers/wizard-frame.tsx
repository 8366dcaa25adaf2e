import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../ui/page-header";
import { Stepper, type Step } from "../ui/stepper";
import { customersAgain, listAgain } from "./wizard-paths";

type Props = {
  engagement: { slug: string; name: string };
  title: string;
  /** One line under the title. */
  line?: ReactNode;
  /** The screens of the wizard, and which one this is; none on a page beside it. */
  steps?: Step[];
  current?: number;
  /** The customer's row on the Customers page. */
  row?: string | undefined;
  /** The list that one came from. */
  from?: "customers" | "attention";
  children: ReactNode;
};

/** The frame of a wizard's screen: the way up, the title, where one is. */
export function WizardFrame({ from, title, line, steps, current = 0, children, ...place }: Props) {
  const t = useTranslations("engagements");
  const nav = useTranslations("shell.nav");
  const { engagement, row } = place;
  const up = [
    { label: t("title"), href: `/engagements?again=${engagement.slug}` },
    { label: engagement.name, href: `/engagements/${engagement.slug}` },
    { label: t("pages.customers"), href: customersAgain(engagement.slug, row) },
  ];
  const attention = [
    { label: nav("attention"), href: listAgain("attention", engagement.slug, row ?? "") },
  ];
  return (
    <>
      <PageHeader title={title} crumbs={from === "attention" ? attention : up}>
        {line}
      </PageHeader>
      {steps ? <Stepper steps={steps} current={current} /> : null}
      {children}
    </>
  );
}

/** The title of the browser's tab for a screen without a form. */
export function TabTitle({ title }: { title: string }) {
  const t = useTranslations("common");
  return <title>{t("title", { title })}</title>;
}
