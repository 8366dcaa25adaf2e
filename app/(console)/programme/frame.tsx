import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProgrammeHeader } from "@/components/programme/programme-header";
import type { ProgrammePage } from "@/lib/views/programme/schema";
import { programmeWaiting } from "@/lib/views/programme/waiting";
import { show } from "@/lib/web/page";

/** The title of one of the programme's pages. */
export function titled(page: ProgrammePage): () => Promise<Metadata> {
  return async () => {
    const t = await getTranslations("programme");
    return { title: page === "overview" ? t("title") : t("titleOf", { page: t(`pages.${page}`) }) };
  };
}

type Props = { page: ProgrammePage; at: string; row?: string; children: ReactNode };

/** What stands around each of the programme's pages: its head, the way to the others, what waits. */
export async function ProgrammeFrame({ page, at, row, children }: Props) {
  return (
    <>
      <ProgrammeHeader
        current={page}
        waiting={await show(programmeWaiting, undefined, { at })}
        row={row}
      />
      {children}
    </>
  );
}
