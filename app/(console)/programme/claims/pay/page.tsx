import { PayClaims } from "@/components/programme/pay-claims";
import { payClaimsPage } from "@/lib/views/programme/pay-claims";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { addressOf, one, show, type PageProps } from "@/lib/web/page";
import { ProgrammeFrame } from "../../frame";
import { pay } from "./actions";

export const metadata = titledByForm;

export default async function Page({ searchParams }: PageProps) {
  const search = await searchParams;
  const at = addressOf("/programme/claims/pay", search);
  const view = await show(payClaimsPage, { search }, { at });
  return (
    <ProgrammeFrame page="claims" at={at}>
      <PayClaims
        view={view}
        action={pay}
        done={one(search.done) === "paid"}
        kept={await readKept(at)}
      />
    </ProgrammeFrame>
  );
}
