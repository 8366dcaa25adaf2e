import { useTranslations } from "next-intl";

export type Step = {
  label: string;
  /** Given for steps that can be gone back to. */
  href?: string | undefined;
};

/** Where one is in a wizard; `current` counts from 0. Earlier steps are done, and links if they have an address. */
export function Stepper({ steps, current }: { steps: Step[]; current: number }) {
  const t = useTranslations("common");
  return (
    <nav className="steps" aria-label={t("step", { current: current + 1, total: steps.length })}>
      <ol>
        {steps.map(({ label, href }, index) => (
          <li
            key={label}
            data-state={index < current ? "done" : undefined}
            aria-current={index === current ? "step" : undefined}
          >
            {href && index < current ? <a href={href}>{label}</a> : label}
            {index < current ? <span className="visually-hidden">({t("stepDone")})</span> : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}
