import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { customersHref } from "@/components/customers/customers-href";
import type { ClaimDetails, ClaimHead } from "@/lib/views/claim-details";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { ClaimDecisions } from "./claim-decisions";
import { ClaimFields } from "./claim-fields";
import { ClaimHistory } from "./claim-history";
import { claimActPath, claimPath } from "./claim-paths";
import { ClaimRoad, sectionOf } from "./claim-road";
import { ClaimState } from "./claim-state";

type Props = {
  view: ClaimDetails;
  /** The sections of the proof and of the comments; each keeps its own forms. */
  documents: ReactNode;
  surveys: ReactNode;
  comments: ReactNode;
};

/** A workshop claim in any status: where it stands, what is next, everything that is known (section 6). */
export function ClaimPage({ view, documents, surveys, comments }: Props) {
  const t = useTranslations("claims");
  const { claim, acts, done } = view;
  return (
    <article className="claim">
      <ClaimHeader {...view} />
      {done ? <MessageBar tone="success">{t(`done.${done}`)}</MessageBar> : null}
      <ClaimState {...view} />
      <ClaimRoad {...view} />
      <div className="columns">
        <div>
          <div id="documents">{documents ?? <Proof view={view} section="documents" />}</div>
          <div id="surveys">{surveys ?? <Proof view={view} section="surveys" />}</div>
          <ClaimDecisions claim={claim} decisions={view.decisions} />
          <div id="comments">{comments}</div>
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

/** The head of every page about a claim; on the pages of its acts the way back leads to the claim. */
export function ClaimHeader({ claim, title }: Pick<ClaimHead, "claim"> & { title?: string }) {
  const t = useTranslations("claims");
  const words = useTranslations("engagements");
  const { engagement, tenant, number } = claim;
  const shown = title ?? claim.friendlyName ?? tenant.name;
  const about = { number: String(number), workshop: engagement.name };
  const crumbs = [
    { label: words("title"), href: "/engagements" },
    { label: engagement.name, href: customersHref(engagement.slug, {}) },
    ...(title ? [{ label: t("crumb", { number: String(number) }), href: claimPath(number) }] : []),
  ];
  return (
    <PageHeader title={shown} crumbs={crumbs}>
      {shown === tenant.name ? t("line", about) : t("lineFor", { ...about, customer: tenant.name })}
    </PageHeader>
  );
}

/** What of a section's proof is there, where the section itself is not. */
function Proof({ view, section }: { view: ClaimDetails; section: "documents" | "surveys" }) {
  const t = useTranslations("claims");
  const poe = useTranslations("engagements.poe");
  const mine = view.requirements.filter(({ requirement }) => sectionOf[requirement] === section);
  return (
    <Card title={t(`sections.${section}`)}>
      <ul>
        {mine.map(({ requirement, done }) => (
          <li key={requirement}>
            {poe(requirement)}: {t(done ? "road.done" : "road.open")}
          </li>
        ))}
      </ul>
    </Card>
  );
}
