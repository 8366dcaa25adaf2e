import type { ReactNode } from "react";
import type { FormAction } from "@/lib/web/form-state";
import { Form } from "./form";
import { Hidden } from "./hidden";
import { SubmitButton } from "./submit-button";

type Props = {
  action: FormAction;
  /** Which row it is about. */
  values: Record<string, string>;
  /** What it does, and with what, for whoever does not see the row. */
  children: ReactNode;
};

/** The one act of a row, as a form of its own. */
export function RowAct({ action, values, children }: Props) {
  return (
    <Form action={action}>
      <Hidden values={values} />
      <SubmitButton variant="subtle">{children}</SubmitButton>
    </Form>
  );
}

/** In a message: what is read out, and not seen. */
export function hidden(text: ReactNode): ReactNode {
  return <span className="visually-hidden">{text}</span>;
}
