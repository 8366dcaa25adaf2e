import { Button } from "./button";

type Props = {
  /** Where the file goes. */
  to: string;
  label: string;
  hint: string;
  /** What is offered to choose from; all files unless said. */
  accept?: string;
  /** What sending it is called. */
  act: string;
};

/** Sends one file, without JavaScript too. */
export function FileForm({ to, label, hint, accept, act }: Props) {
  return (
    <form className="form" action={to} method="post" encType="multipart/form-data">
      <div className="field">
        <label htmlFor="file">{label}</label>
        <p id="file-hint" className="hint">
          {hint}
        </p>
        <input
          id="file"
          name="file"
          type="file"
          required
          accept={accept}
          aria-describedby="file-hint"
        />
      </div>
      <div className="buttons">
        <Button variant="primary" type="submit">
          {act}
        </Button>
      </div>
    </form>
  );
}
