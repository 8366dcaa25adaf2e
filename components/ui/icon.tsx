/** The icons that `app/css/icons.css` draws. */
export type IconName =
  | "check"
  | "claims"
  | "engagements"
  | "attention"
  | "close"
  | "down"
  | "help"
  | "mail"
  | "opportunities"
  | "payments"
  | "people"
  | "pin"
  | "programme"
  | "runs"
  | "search"
  | "settings";

/** A line icon of 20 px in the colour of the text, for decoration: the words beside it tell. */
export function Icon({ name }: { name: IconName }) {
  return <i className="icon" data-icon={name} />;
}
