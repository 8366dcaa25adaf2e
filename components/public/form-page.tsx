import type { ReactNode } from "react";
import { Document, Problems, type Problem } from "./document";
import { Unseen } from "./fields";
import { hrefOf, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type FormPageProps = LinkProps & {
  problems: Problem[];
  values: Record<string, string>;
};

/** A page behind a request's link with one form, beside the one that answers: what it is about, its fields, one button. */
export function FormPage({
  link,
  path,
  title,
  lead,
  send,
  back,
  children,
}: {
  link: FormPageProps;
  path: string;
  title: string;
  lead: ReactNode;
  send: string;
  back: string;
  children: ReactNode;
}) {
  const { view, problems, values } = link;
  const { language } = view;
  return (
    <Document
      language={language}
      title={title}
      here={`${link.base}${path}`}
      failed={problems.length > 0}
    >
      <Problems language={language} problems={problems} />
      <h1>{title}</h1>
      {lead}
      <dl>
        <WorkshopRows view={view} />
      </dl>
      <form method="post" action={hrefOf(link, path)} id="form" className="answer" noValidate>
        {children}
        <Unseen language={language} stamp={values.stamp ?? view.stamp} />
        <button className="primary">{send}</button>
      </form>
      <Back link={link} text={back} />
    </Document>
  );
}

/** The page after such a form. */
export function SentPage({
  link,
  path,
  title,
  lead,
  next,
}: {
  link: LinkProps;
  path: string;
  title: string;
  lead: string;
  next: ReactNode;
}) {
  const { language } = link.view;
  return (
    <Document language={language} title={title} here={`${link.base}${path}?sent=1`}>
      <h1>{title}</h1>
      <p className="note done">{lead}</p>
      {next}
      <Back link={link} text={texts(language)("report.back")} />
    </Document>
  );
}

function Back({ link, text }: { link: LinkProps; text: string }) {
  return (
    <p>
      <a href={hrefOf(link)}>{text}</a>
    </p>
  );
}
