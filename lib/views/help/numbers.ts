import { FRESH_MINUTES } from "../../access/fresh";
import { getConfig } from "../../config";
import { mostExtended } from "../../consent/extend-round.rules";
import { stepsOf } from "../../consent/remind.rules";
import type { Tx } from "../../ctx";
import { spansOfDays, type Span } from "../../engagements/days.queries";
import { kindsOfDays, type KindOfDays } from "../../engagements/days.rules";
import { CSV_BYTES, WORKBOOK_BYTES } from "../../imports/schema";
import { RETURNED_DAYS } from "../../mail/rules";
import { INVITATION_DAYS } from "../../people/members/rules";
import { SESSION_HOURS } from "../../people/open-session";
import { SIGN_IN_MINUTES } from "../../people/sign-in-link";
import { CODE_MINUTES } from "../../visitors/rules";
import { PINS } from "../pinned";

const MEGABYTE = 1024 * 1024;

/** The numbers that help names, from where the product itself has them. */
export type Numbers = Record<string, string>;

/** K9: those that are the same for everybody. */
export function fixedNumbers(): Numbers {
  const { MAIL_ROUND_MINUTES, MAIL_ROUND_MAX } = getConfig();
  const all = {
    freshMinutes: FRESH_MINUTES,
    sessionHours: SESSION_HOURS,
    signInMinutes: SIGN_IN_MINUTES,
    codeMinutes: CODE_MINUTES,
    invitationDays: INVITATION_DAYS,
    mostExtended,
    pins: PINS,
    returnedDays: RETURNED_DAYS,
    mailMinutes: MAIL_ROUND_MINUTES,
    mailMost: MAIL_ROUND_MAX,
    csvMegabytes: CSV_BYTES / MEGABYTE,
    workbookMegabytes: WORKBOOK_BYTES / MEGABYTE,
    answerSteps: stepsOf.answer.join(", "),
    deliverySteps: stepsOf.delivery.join(", "),
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
}

/** Those as well that the programme's engagements say (D5): of one, where the path is one of its pages. */
export async function numbersFor(tx: Tx, path: string): Promise<Numbers> {
  const slug = /^\/(?:engagements|programme\/catalogue)\/([^/]+)/.exec(path)?.[1] ?? "";
  const spans = await spansOfDays(tx, slug);
  const days = kindsOfDays.map((kind: KindOfDays) => [kind, told(spans[kind])] as const);
  return { ...fixedNumbers(), ...Object.fromEntries(days) };
}

const told = ({ least, most }: Span) =>
  least === most ? String(least) : `${String(least)}–${String(most)}`;
