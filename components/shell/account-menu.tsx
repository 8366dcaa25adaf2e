"use client";
import type { ShellView } from "@/lib/views/shell";
import { Button } from "../ui/button";
import type { ShellWords } from "./words";

type Props = {
  words: ShellWords;
  person: ShellView["person"];
  /** Where the person works, or what they are: "Contoso", "Programme operator". */
  at: string;
  elsewhere: ShellView["elsewhere"];
};

/** Who is signed in, where else they work, the pages of their account, and the way out. Opens without JavaScript (popover). */
export function AccountMenu({ words, person, at, elsewhere }: Props) {
  return (
    <>
      <button className="avatar" type="button" popoverTarget="account" aria-label={words.accountOf}>
        {initials(person.name)}
      </button>
      <div id="account" popover="auto" role="group" aria-label={words.account}>
        <div>
          <strong>{person.name}</strong>
          <small>{person.email}</small>
          <small>{at}</small>
        </div>
        {elsewhere.length > 0 ? (
          <form className="preferences" method="post" action="/switch">
            <fieldset>
              <legend>{words.switchTo}</legend>
              {elsewhere.map(({ id, name }) => (
                <button key={id} name="company" value={id ?? ""}>
                  {name ?? words.programme}
                </button>
              ))}
            </fieldset>
          </form>
        ) : null}
        {words.pages.map(({ href, label }) => (
          <a key={href} href={href}>
            {label}
          </a>
        ))}
        <form method="post" action="/api/auth/signout">
          <Button type="submit">{words.signOut}</Button>
        </form>
      </div>
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstLetter).join("");
}

function firstLetter(word = ""): string {
  const code = word.codePointAt(0);
  return code === undefined ? "" : String.fromCodePoint(code);
}
