import { ClaimPage } from "@/components/claims/claim-page";
import { claimPath, editPath } from "@/components/claims/claim-paths";
import { CommentsSection } from "@/components/claims/comments-section";
import { DocumentsSection } from "@/components/claims/documents-section";
import { SurveysSection } from "@/components/claims/surveys-section";
import { claimDetails } from "@/lib/views/claim/details";
import { readDocumentsNotice } from "@/lib/web/documents-notice";
import { titledByForm } from "@/lib/web/form-state";
import { readKept } from "@/lib/web/kept";
import { addressOf, lastList, one, show, type PageProps } from "@/lib/web/page";
import { comment } from "./comments/actions";
import { resendSurvey } from "./partner-survey/actions";

export const metadata = titledByForm;

export default async function Page({ params, searchParams }: PageProps<{ claimNumber: string }>) {
  const { claimNumber } = await params;
  const search = await searchParams;
  const at = addressOf(`/claims/${claimNumber}`, search);
  const view = await show(claimDetails, { claimNumber, done: one(search.done) }, { at });
  const { claim, documents, surveys, comments } = view;
  const asked = view.editable ? view.asked : null;
  const { timeZone } = claim;
  const customers = `/engagements/${claim.engagement.slug}/customers`;
  const from = await lastList({ claims: "/claims", attention: "/attention", customers });
  return (
    <ClaimPage
      view={view}
      from={from}
      documents={
        <DocumentsSection
          view={documents}
          asked={asked}
          timeZone={timeZone}
          notice={await readDocumentsNotice(search.documents, claimNumber)}
        />
      }
      surveys={
        <SurveysSection
          view={surveys}
          asked={asked}
          actions={{ resendSurvey }}
          editHref={editPath(claimNumber, "customer")}
          told={one(search.survey)}
        />
      }
      comments={
        <CommentsSection
          side="partner"
          base={claimPath(claimNumber)}
          claimNumber={claim.number}
          timeZone={timeZone}
          comments={comments}
          closed={view.takesComments ? null : "closed"}
          reply={one(search.reply) ?? null}
          said={search.said !== undefined}
          action={comment}
          kept={await readKept(at)}
        />
      }
    />
  );
}
