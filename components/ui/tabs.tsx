import { Icon } from "./icon";
import type { Tone } from "./status";

export type Tab = {
  label: string;
  href: string;
  current?: boolean;
  /** Shown behind the label, already formatted in the reader's language. */
  count?: string | number | undefined;
  /** The shape by which what it leads to is told in a table. */
  tone?: Tone | undefined;
};

type Props = {
  label: string;
  tabs: Tab[];
  /** Lists within a page that has tabs of its own are pills. */
  variant?: "line" | "pills";
  /** What is looked for less often: behind a button at the end, which is marked when one of them is open. */
  more?: { label: string; tabs: Tab[] };
};

/** Pages side by side, as links: each has its own address. The menu of more opens without JavaScript (popover). */
export function Tabs({ label, tabs, variant = "line", more }: Props) {
  const open = more?.tabs.some(({ current }) => current);
  return (
    <nav className={variant === "pills" ? "pills" : "tabs"} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} {...tab} />
      ))}
      {more === undefined ? null : (
        <>
          <button type="button" popoverTarget="more-tabs" data-current={open || undefined}>
            {more.label}
            <Icon name="down" />
          </button>
          <div id="more-tabs" popover="auto" role="group" aria-label={more.label}>
            {more.tabs.map((tab) => (
              <Link key={tab.href} {...tab} />
            ))}
          </div>
        </>
      )}
    </nav>
  );
}

function Link({ label, href, current, count, tone }: Tab) {
  return (
    <a href={href} aria-current={current ? "page" : undefined} data-tone={tone}>
      {label}
      {count === undefined ? null : <span>{count}</span>}
    </a>
  );
}
