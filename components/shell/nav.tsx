"use client";
import { usePathname } from "next/navigation";
import { Icon, type IconName } from "../ui/icon";

export type NavItem = {
  href: string;
  label: string;
  icon: IconName;
  /** A figure behind the label, and the same in words for who hears it. */
  count?: string;
  counted?: string;
};

/** The main navigation; the section that the address lies in is the current one. */
export function Nav({ label, items }: { label: string; items: NavItem[] }) {
  const path = usePathname();
  return (
    <nav className="nav" aria-label={label}>
      <ul>
        {items.map(({ href, label: text, icon, count, counted }) => (
          <li key={href + text}>
            <a href={href} aria-current={current(path, href)}>
              <Icon name={icon} />
              {text}
              {count === undefined ? null : (
                <>
                  <span className="count" aria-hidden="true">
                    {count}
                  </span>
                  <span className="visually-hidden">{counted}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function current(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return path.startsWith(`${href}/`) ? "true" : undefined;
}
