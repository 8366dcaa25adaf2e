import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../ui/page-header";

/** What stands around the pages of one's own account. */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={useTranslations("account")("pages.security")} />
      {children}
    </>
  );
}
