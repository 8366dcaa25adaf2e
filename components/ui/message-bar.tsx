import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Props = {
  tone?: "info" | "success" | "warning" | "danger";
  title?: ReactNode;
  /** Links or buttons at the end of the bar. */
  actions?: ReactNode;
  children?: ReactNode;
};

/** A message that stays: a confirmation with what happens next, a warning, a piece of news. */
export function MessageBar({ tone = "info", title, actions, children }: Props) {
  const t = useTranslations("common.tone");
  return (
    <section
      className="bar"
      data-tone={tone}
      role={tone === "success" ? "status" : "group"}
      aria-label={t(tone)}
    >
      <div>
        <div>
          {title ? <strong>{title}</strong> : null}
          {title && children ? " " : null}
          {children}
        </div>
        {actions}
      </div>
    </section>
  );
}
