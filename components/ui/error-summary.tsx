import type { Ref } from "react";

type Props = {
  title: string;
  /** What is wrong; those of a field link to it. */
  errors: { field: string | null; message: string }[];
  ref?: Ref<HTMLDivElement>;
};

/** All errors of a form in one place, above it; takes the focus when it appears. */
export function ErrorSummary({ title, errors, ref }: Props) {
  if (errors.length === 0) return null;
  return (
    <div
      className="error-summary"
      ref={ref}
      tabIndex={-1}
      role="group"
      aria-labelledby="error-summary"
      autoFocus
    >
      <h2 id="error-summary" data-tone="danger">
        {title}
      </h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field ? <a href={`#${field}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  );
}
