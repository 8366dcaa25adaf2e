import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

type Props = { icon?: IconName; title: string; children?: ReactNode; actions?: ReactNode };

/** Nothing to show: says why, and what to do next. */
export function EmptyState({ icon = "people", title, children, actions }: Props) {
  return (
    <section className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="buttons">{actions}</div> : null}
    </section>
  );
}
