import { redirect } from "next/navigation";
import { roundHref } from "@/components/customers/customers-href";
import { whereRound } from "@/lib/views/where-round";
import { show, type PageProps } from "@/lib/web/page";

/** The row of a round, to which mails lead: on the list where it stands now. */
export default async function Page({ params }: PageProps<{ slug: string; roundId: string }>) {
  const { slug, roundId } = await params;
  const at = `/engagements/${slug}/rounds/${roundId}`;
  redirect(roundHref(await show(whereRound, { slug, associationId: roundId }, { at })));
}
