import type { ReactNode } from "react";
import type { AskedView } from "@/lib/views/asked-request";
import { texts } from "./texts";

/** What the pages behind one link have in common. */
export type LinkProps = {
  view: AskedView;
  /** The language was chosen by hand, and links keep it. */
  chosen: boolean;
  /** `/consent/{token}` */
  base: string;
};

/** An address behind the same link, in the language of this page. */
export function hrefOf({ base, chosen, view }: LinkProps, path = ""): string {
  return chosen ? `${base}${path}?lang=${view.language}` : `${base}${path}`;
}

/** The same page in the other language. */
export function otherHref({ base, view }: LinkProps, path = "", query = ""): string {
  return `${base}${path}?lang=${view.language === "en" ? "nl" : "en"}${query}`;
}

export function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whom to turn to at the partner. */
export function ContactRow({ view }: { view: AskedView }) {
  const { name, email, phone } = view.contact;
  return (
    <Row name={texts(view.language)("contact")}>
      {name}
      <br />
      <a href={`mailto:${email}`}>{email}</a>
      {phone !== "" && (
        <>
          <br />
          <a href={`tel:${phone.replace(/[^+0-9]/g, "")}`}>{phone}</a>
        </>
      )}
    </Row>
  );
}

/** Which workshop, for whom, by whom. */
export function WorkshopRows({ view }: { view: AskedView }) {
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
