import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react";

/** `default` has a frame, `primary` is the page's one main act, `danger` ends something, `subtle` is quiet. */
export type ButtonVariant = "default" | "primary" | "subtle" | "danger";

const classes: Record<ButtonVariant, string | undefined> = {
  default: undefined,
  primary: "primary",
  subtle: "subtle",
  danger: "danger",
};

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { variant?: ButtonVariant };

/** A button that does something; `type` is "button" unless said. In a `Form`, see `SubmitButton`. */
export function Button({ variant = "default", type = "button", ...rest }: ButtonProps) {
  return <button className={classes[variant]} type={type} {...rest} />;
}

type LinkButtonProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  href: string;
  variant?: ButtonVariant;
};

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ variant = "default", ...rest }: LinkButtonProps) {
  const variantClass = classes[variant];
  return <a className={variantClass ? `button ${variantClass}` : "button"} {...rest} />;
}
