import { useTranslations } from "next-intl";

export type Crumb = { label: string; href: string };

/** The way up from this page; the page itself is the heading below and is not repeated. */
export function Breadcrumbs({ items }: { items: Crumb[] }) {
  const t = useTranslations("common");
  return (
    <nav className="crumbs" aria-label={t("breadcrumbs")}>
      <ol>
        {items.map(({ label, href }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
