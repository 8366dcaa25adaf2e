import type { Told } from "../audit/events";
import type { RequestMail, WrongContact } from "../consent/asked/queries";
import type { ContactDraft } from "../consent/schema";
import type { Done } from "./wizard-parts";
import type { Locale } from "@/messages/languages";

export type AskStep = "start" | "contact" | "review";

export type AskView = {
  engagement: { slug: string; name: string };
  tenant: { id: string; name: string };
  associationId: string;
  location: { name: string; city: string };
  timeZone: string;
  /** Calendar days left to get consent, and the last of them as YYYY-MM-DD (D9). */
  daysLeft: number;
  until: string;
  /** P25: that the programme gave more time, and why; null: it did not. */
  extended: Told | null;
  /** The workshop, when somebody else waits for this customer's answer too; null: it was not looked. */
  rivals: string[] | null;
  screen:
    | Done
    /** The customer cannot be asked (any more). */
    | { kind: "closed"; reason: string }
    /** The wizard has no draft yet: it begins with a random UUID. */
    | { kind: "begin" }
    | { kind: "elsewhere"; step: AskStep }
    /** `correcting`: whom the new request replaces (D11). */
    | {
        kind: "contact";
        draft: string;
        values: ContactDraft;
        correcting: Contact | null;
        /** D19: whom the programme refused, and why. */
        refused: { email: string; note: string } | null;
        /** K12: to whom the last request was, that was taken back before its e-mail left. */
        takenBack: string | null;
        /** D19: whose address became the partner's own after they were asked. */
        own: string | null;
      }
    /** `waits`: nothing is sent before the programme releases the contact (D19). */
    | {
        kind: "review";
        draft: string;
        values: ContactDraft;
        correcting: Contact | null;
        outside: { reason: string; waits: boolean } | null;
      }
    /** S54: asked already, and no answer yet. */
    | {
        kind: "asked";
        request: Contact & { title: string; language: Locale; partnerName: string };
        sentAt: Date;
        senderName: string;
        remindersOn: boolean;
        /** D30: what the contact last said of not being the right person. */
        wrongContact: WrongContact | null;
        /** D19: the contact waits for the programme's release; nothing was sent. */
        waiting: boolean;
        /** 0 when it can be sent again now. */
        minutesToResend: number;
        mails: RequestMail[];
        /** K12: the e-mail that has not left, and can be taken back. */
        takeBack: string | null;
        /** `unsent`: no e-mail of it ever left (K12). */
        former: (Contact & { sentAt: Date; unsent: boolean })[];
      };
};
export type Contact = { name: string; email: string };
