import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../ui/page-header";

type Props = { page: "profile" | "notices" | "sessions" | "security"; children: ReactNode };

/** What stands around the pages of one's own account. */
export function AccountFrame({ page, children }: Props) {
  return (
    <>
      <PageHeader title={useTranslations("account")(`pages.${page}`)} />
      {children}
    </>
  );
}
