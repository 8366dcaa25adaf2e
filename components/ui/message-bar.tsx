import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Props = {
  tone?: "info" | "success" | "warning" | "danger";
  title?: ReactNode;
  /** Links or buttons at the end of the bar. */
  actions?: ReactNode;
  children?: ReactNode;
  /** See `Told`. */
  told?: boolean;
};

/** A message that stays: a confirmation with what happens next, a warning, a piece of news. */
export function MessageBar({ tone = "info", title, actions, children, told }: Props) {
  const t = useTranslations("common.tone");
  return (
    <section
      className="bar"
      data-tone={tone}
      data-told={told ? "" : undefined}
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

/** What an act just did, on the page it leads to; it gives way to what goes wrong there afterwards. */
export function Told({
  title,
  actions,
  children,
}: Pick<Props, "actions" | "children"> & { title?: string }) {
  return (
    <MessageBar tone="success" title={title} actions={actions} told>
      {children}
    </MessageBar>
  );
}
