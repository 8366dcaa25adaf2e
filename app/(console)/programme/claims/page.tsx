import { ClaimsQueue } from "@/components/programme/claims-queue";
import { programmeClaims } from "@/lib/views/programme/claims";
import { seenAs } from "@/lib/web/kept-view";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame, titled } from "../frame";
import { next } from "./actions";

export const generateMetadata = titled("claims");

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/claims", search);
  const view = await show(
    programmeClaims,
    { search: await seenAs("/programme/claims", search) },
    { at },
  );
  return (
    <ProgrammeFrame page="claims" at={at}>
      <ClaimsQueue view={view} next={next} done={one(search.done)} />
    </ProgrammeFrame>
  );
}
