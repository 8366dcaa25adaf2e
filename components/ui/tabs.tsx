export type Tab = {
  label: string;
  href: string;
  current?: boolean;
  /** Shown behind the label, already formatted in the reader's language. */
  count?: string | number | undefined;
};

type Props = {
  label: string;
  tabs: Tab[];
  /** Lists within a page that has tabs of its own are pills. */
  variant?: "line" | "pills";
};

/** Pages side by side, as links: each has its own address. */
export function Tabs({ label, tabs, variant = "line" }: Props) {
  return (
    <nav className={variant === "pills" ? "pills" : "tabs"} aria-label={label}>
      {tabs.map(({ label: text, href, current, count }) => (
        <a key={href} href={href} aria-current={current ? "page" : undefined}>
          {text}
          {count === undefined ? null : <span>{count}</span>}
        </a>
      ))}
    </nav>
  );
}
