import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "./breadcrumbs";

type Props = {
  title: ReactNode;
  crumbs?: Crumb[];
  /** One line under the title. */
  children?: ReactNode;
  /** Buttons at the end; the page's main act last. */
  actions?: ReactNode;
};

/** The head of a page: way up, title, one line, what can be done. */
export function PageHeader({ title, crumbs, children, actions }: Props) {
  return (
    <header className="page-header">
      <div>
        {crumbs ? <Breadcrumbs items={crumbs} /> : null}
        <h1>{title}</h1>
        {children ? <p>{children}</p> : null}
      </div>
      {actions ? <div className="buttons">{actions}</div> : null}
    </header>
  );
}
