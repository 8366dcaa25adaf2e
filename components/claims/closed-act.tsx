import { useTranslations } from "next-intl";
import type { ClaimHead } from "@/lib/views/claim/details";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { ClaimHeader } from "./claim-page";
import { claimPath } from "./claim-paths";

type Props = Pick<ClaimHead, "claim"> & { title: string; why: string };

/** A page of an act that cannot be done (any more): why, and the way back to the claim. */
export function ClosedAct({ claim, title, why }: Props) {
  const t = useTranslations("claims");
  return (
    <>
      <TabTitle title={`${title} · ${claim.tenant.name}`} />
      <ClaimHeader claim={claim} title={title} />
      <div className="stack">
        <MessageBar>{why}</MessageBar>
        <div className="buttons">
          <LinkButton variant="primary" href={claimPath(claim.number)}>
            {t("back")}
          </LinkButton>
        </div>
      </div>
    </>
  );
}
