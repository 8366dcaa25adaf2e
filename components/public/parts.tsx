import type { ReactNode } from "react";
import type { AskedView } from "@/lib/views/asked-request";
import type { Locale } from "@/messages";
import { mailTo } from "../ui/mail-to";
import { texts } from "./texts";

/** What the pages behind one link have in common; `V` is what they show. */
export type LinkProps<V extends { language: Locale } = AskedView> = {
  view: V;
  /** The language was chosen by hand, and links keep it. */
  chosen: boolean;
  /** The link itself: `/consent/{token}` */
  base: string;
};

type AnyLink = LinkProps<{ language: Locale }>;

/** An address behind the same link, in the language of this page. */
export function hrefOf({ base, chosen, view }: AnyLink, path = ""): string {
  return chosen ? `${base}${path}?lang=${view.language}` : `${base}${path}`;
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Who answers for the programme. */
type WhoAnswers = Pick<AskedView["about"], "organisation" | "email">;

type ContactView = Pick<AskedView, "language" | "contact"> &
  Partial<Pick<AskedView, "suspended" | "partnerName"> & { about: WhoAnswers }>;

/** Whom to turn to at the partner; at the programme, while the partner is suspended (P25). */
export function ContactRow({ view }: { view: ContactView }) {
  const { suspended, partnerName, about, language } = view;
  if (suspended && partnerName !== undefined && about)
    return <ProgrammeRow view={{ language, partnerName, about }} />;
  const { name, email, phone } = view.contact;
  return (
    <Row name={texts(view.language)("contact")}>
      {name}
      <br />
      <a href={mailTo(email)}>{email}</a>
      {phone !== "" && (
        <>
          <br />
          <a href={`tel:${phone.replace(/[^+0-9]/g, "")}`} dir="ltr">
            {phone}
          </a>
        </>
      )}
    </Row>
  );
}

function ProgrammeRow({
  view,
}: {
  view: Pick<AskedView, "language" | "partnerName"> & { about: WhoAnswers };
}) {
  const { language, partnerName: partner, about } = view;
  const t = texts(language);
  return (
    <Row name={t("contact")}>
      {about.organisation}
      <br />
      <a href={mailTo(about.email)}>{about.email}</a>
      <small>{t("suspended", { partner })}</small>
    </Row>
  );
}

type WorkshopView = Pick<
  AskedView,
  "language" | "engagementName" | "tenantName" | "partnerName" | "place"
>;

/** Which workshop, for whom, by whom. */
export function WorkshopRows({ view }: { view: WorkshopView }) {
  const t = texts(view.language);
  return (
    <>
      <Row name={t("workshop")}>{view.engagementName}</Row>
      <Row name={t("organisation")}>{view.tenantName}</Row>
      <Row name={t("receipt.partner")}>
        {view.partnerName}, {view.place}
      </Row>
    </>
  );
}

export function Steps({ title, steps }: { title: string; steps: (string | false)[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {steps.filter(Boolean).map((step) => (
          <li key={String(step)}>{step}</li>
        ))}
      </ul>
    </section>
  );
}
