import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ClaimDetails, ClaimHead } from "@/lib/views/claim/details";
import { CustomerName } from "../customers/customer-name";
import { TabTitle } from "../customers/wizard-frame";
import { customersAgain } from "../customers/wizard-paths";
import { LinkButton } from "../ui/button";
import { Told } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { AskedCard } from "./asked-card";
import { ClaimFields } from "./claim-fields";
import { ClaimHistory } from "./claim-history";
import { claimActPath, claimPath } from "./claim-paths";
import { ClaimRoad } from "./claim-road";
import { ClaimState } from "./claim-state";
import { ReviewsSection } from "./reviews-section";
import { personName } from "@/lib/input";

type Props = {
  view: ClaimDetails;
  /** The list of claims that one came from. */
  from: From;
  /** The sections of the proof and of the comments; each keeps its own forms. */
  documents: ReactNode;
  surveys: ReactNode;
  comments: ReactNode;
};

/** A workshop claim in any status: where it stands, what is next, everything that is known (section 6). */
export function ClaimPage({ view, from, documents, surveys, comments }: Props) {
  const t = useTranslations("claims");
  const { claim, acts, asked, done } = view;
  return (
    <article className="claim">
      <TabTitle
        title={`${t("pageTitle", { number: String(claim.number) })} · ${claim.tenant.name}`}
      />
      <ClaimHeader claim={claim} from={from} />
      {done ? <Told>{t(`done.${done}`, peopleOf(claim))}</Told> : null}
      {asked && view.status !== "submitted" && view.status !== "under_review" ? (
        <AskedCard
          asked={asked}
          timeZone={claim.timeZone}
          claimNumber={claim.number}
          editable={view.editable}
        />
      ) : null}
      <ClaimState {...view} />
      <ClaimRoad {...view} />
      <div className="columns">
        <div>
          {documents}
          {surveys}
          {view.reviews.length > 0 ? (
            <ReviewsSection reviews={view.reviews} timeZone={claim.timeZone} />
          ) : null}
          {comments}
          <ClaimHistory claim={claim} history={view.history} />
        </div>
        <div>
          <ClaimFields {...view} />
        </div>
      </div>
      {acts.cancel ? (
        <div className="buttons">
          <LinkButton variant="danger" href={claimActPath(claim.number, "cancel")}>
            {t("act.cancel")}
          </LinkButton>
        </div>
      ) : null}
    </article>
  );
}

function peopleOf({ contact, partnerContact }: ClaimDetails["claim"]) {
  return {
    name: personName(contact.firstName, contact.lastName),
    email: contact.email,
    partnerName: partnerContact.name,
    partnerEmail: partnerContact.email,
  };
}

/** The list from which one came: it is the way up, as it was seen. */
type From = "claims" | "attention" | "customers";

/** The head of every page about a claim; on the pages of its acts the way back leads to the claim. */
export function ClaimHeader({
  claim,
  title,
  from = "claims",
}: Pick<ClaimHead, "claim"> & { title?: string; from?: From }) {
  const t = useTranslations("claims");
  const nav = useTranslations("shell.nav");
  const { engagement, tenant, number } = claim;
  const shown = title ?? claim.friendlyName ?? tenant.name;
  const about = { number: String(number), workshop: engagement.name };
  const customers = useTranslations("customers");
  const up =
    from === "customers"
      ? [
          { label: engagement.name, href: `/engagements/${engagement.slug}` },
          {
            label: customers("title"),
            href: customersAgain(engagement.slug, String(number), "complete"),
          },
        ]
      : [
          from === "attention"
            ? { label: nav("attention"), href: `/attention?again=claim-${String(number)}` }
            : { label: nav("claims"), href: `/claims?again=claim-${String(number)}` },
        ];
  const crumbs = [
    ...up,
    ...(title ? [{ label: t("crumb", { number: String(number) }), href: claimPath(number) }] : []),
  ];
  const link = (words: ReactNode) => <CustomerName id={tenant.id}>{words}</CustomerName>;
  return (
    <PageHeader title={shown === tenant.name ? link(shown) : shown} crumbs={crumbs}>
      {shown === tenant.name
        ? t("line", about)
        : t.rich("lineFor", { ...about, customer: tenant.name, link })}
    </PageHeader>
  );
}
