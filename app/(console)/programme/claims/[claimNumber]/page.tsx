import { ClaimReview } from "@/components/programme/claim-review";
import { programmeClaim } from "@/lib/views/claim/review";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { addressOf, show, type PageProps } from "@/lib/web/page";
import { next } from "../actions";
import * as actions from "./actions";

type Props = PageProps<{ claimNumber: string }>;

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: Props) {
  const { claimNumber } = await params;
  const search = await searchParams;
  const at = addressOf(`/programme/claims/${claimNumber}`, search);
  const view = await show(programmeClaim, { claimNumber, search }, { at });
  return (
    <ClaimReview
      view={view}
      back={`/programme/claims?again=claim-${claimNumber}`}
      actions={{ ...actions, next }}
      kept={await readKept(at)}
    />
  );
}
