import { useTranslations } from "next-intl";
import { TabTitle } from "@/components/customers/wizard-frame";
import { PageHeader } from "@/components/ui/page-header";
import { useProgrammeWords } from "./programme-words";

const pages = {
  summary: "",
  eligibility: "/eligibility",
  customers: "/customers",
  history: "/history",
} as const;

const allPages = ["summary", "eligibility", "customers", "history"] as const;

type Props = {
  engagement: { slug: string; name: string; solutionArea: string; hasCustomers: boolean };
  current: keyof typeof pages;
};

/** The head of every page of one engagement: its name, and the way to its other pages. */
export function EngagementHeader({ engagement, current }: Props) {
  const t = useTranslations("engagements");
  const { area } = useProgrammeWords();
  // S1, S2: not every role works with customers.
  const shown = engagement.hasCustomers ? allPages : allPages.slice(0, 2);
  return (
    <>
      <TabTitle title={`${t(`pages.${current}`)} · ${engagement.name}`} />
      <PageHeader
        title={engagement.name}
        crumbs={[{ label: t("title"), href: `/engagements?again=${engagement.slug}` }]}
      >
        {area(engagement.solutionArea)}
      </PageHeader>
      <nav className="tabs" aria-label={t("pages.label")}>
        {shown.map((page) => (
          <a
            key={page}
            href={`/engagements/${engagement.slug}${pages[page]}`}
            aria-current={page === current ? "page" : undefined}
          >
            {t(`pages.${page}`)}
          </a>
        ))}
      </nav>
    </>
  );
}
