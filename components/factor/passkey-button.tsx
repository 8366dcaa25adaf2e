"use client";
import {
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/browser";
import { useRef, useState } from "react";
import { Button } from "../ui/button";

type Props = { kind: "add" | "prove"; words: { button: string; noScript: string } };

/** Makes or uses a passkey, puts the answer into its form and sends that; what went wrong is told there. */
export function PasskeyButton({ kind, words }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  async function press() {
    const { current } = field;
    if (!current || busy || current.form?.reportValidity() === false) return;
    setBusy(true);
    current.value = await answerOf(kind).catch(() => "");
    setBusy(false);
    current.form?.requestSubmit();
  }
  return (
    <div className="buttons">
      <input type="hidden" name="response" ref={field} />
      <Button variant="primary" aria-disabled={busy || undefined} onClick={() => void press()}>
        {words.button}
      </Button>
      <noscript>{words.noScript}</noscript>
    </div>
  );
}

async function answerOf(kind: Props["kind"]): Promise<string> {
  const response = await fetch(`/sign-in/factor/challenge?kind=${kind}`, { method: "POST" });
  if (!response.ok) return "";
  const options: unknown = await response.json();
  const answer =
    kind === "add"
      ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
      : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
  return JSON.stringify(await answer);
}
