import type { Answers, Question } from "@/lib/claims/surveys/rules";
import { fieldOf, isAsked, readAnswers } from "@/lib/claims/surveys/rules";
import { dateIn } from "@/lib/time/deadline";
import { personOf, placeOf } from "./people";
import { randomOf, type Random } from "./random";
import type { MailState, Played } from "./rounds";
import { personName } from "@/lib/input";

type Kind = "partner" | "customer";

/** One survey of a claim of the demonstration, as it came about. */
export type DemoSurvey = {
  /** Tells the surveys of one claim apart. */
  name: string;
  kind: Kind;
  recipient: { name: string; email: string };
  language: "en" | "nl";
  createdAt: Date;
  replacedAt: Date | null;
  /** None: it was filled in on the claim itself. */
  mails: { at: Date; state: MailState }[];
  answeredAt: Date | null;
};

type Story = Partial<
  Record<
    Kind,
    "answered" | "filled" | "delivered" | "bounced" | "complained" | "again" | "corrected"
  >
>;

/** What the first persona sees of claims that are edited: every state of both surveys. */
const stories: Record<string, Story> = {
  "active-21": { customer: "delivered" },
  "active-47": { customer: "bounced", partner: "delivered" },
  "active-78": { customer: "answered", partner: "filled" },
  "active-89": { customer: "corrected", partner: "bounced" },
  "active-90": { customer: "again", partner: "answered" },
};

/** The surveys of a round's claim up to `now`; of one that was sent in, both with their answers. */
export function demoSurveys(played: Played, now: Date): DemoSurvey[] {
  const { association, round } = played;
  const { consentedAt, submittedAt, endedAt } = association;
  if (!consentedAt || (endedAt && !submittedAt)) return [];
  const story = submittedAt
    ? ({ customer: "answered", partner: "filled" } as const)
    : (stories[round.key] ?? storyOf(round.key));
  const until = submittedAt ?? now;
  const at = (share: number) =>
    new Date(consentedAt.getTime() + (until.getTime() - consentedAt.getTime()) * share);
  return (["partner", "customer"] as const).flatMap((kind) => {
    const told = story[kind];
    return told ? surveysOf(played, kind, told, at) : [];
  });
}

function storyOf(key: string): Story {
  const random = randomOf(`surveys:${key}`);
  if (random.chance(0.4)) return {};
  return {
    customer: random.pick(["delivered", "delivered", "answered", "bounced"]),
    ...(random.chance(0.5) ? { partner: random.pick(["filled", "delivered"] as const) } : {}),
  };
}

function surveysOf(
  { round }: Played,
  kind: Kind,
  told: NonNullable<Story[Kind]>,
  at: (share: number) => Date,
): DemoSurvey[] {
  const { contact, language } = round.tenant;
  const colleague = { name: "Sanne Visser", email: `sanne.visser@${domainOf(round.by)}` };
  const customer = { name: personName(contact.firstName, contact.lastName), email: contact.email };
  const survey: DemoSurvey = {
    name: kind,
    kind,
    recipient: kind === "customer" ? customer : told === "filled" ? personOf(round.by) : colleague,
    language: kind === "customer" ? language : "en",
    createdAt: at(0.7),
    replacedAt: null,
    mails: [{ at: at(0.7), state: "delivered" }],
    answeredAt: null,
  };
  switch (told) {
    case "filled":
      return [{ ...survey, createdAt: at(0.85), mails: [], answeredAt: at(0.85) }];
    case "answered":
      return [{ ...survey, answeredAt: at(0.85) }];
    case "delivered":
      return [survey];
    case "bounced":
    case "complained":
      return [{ ...survey, mails: [{ at: at(0.7), state: told }] }];
    case "again":
      return [{ ...survey, mails: [...survey.mails, { at: at(0.9), state: "delivered" }] }];
    case "corrected": {
      const wrong = { ...customer, email: customer.email.replace("@", ".old@") };
      const first: DemoSurvey = {
        ...survey,
        name: `${kind}-former`,
        recipient: wrong,
        createdAt: at(0.6),
        replacedAt: at(0.8),
        mails: [{ at: at(0.6), state: "bounced" }],
      };
      return [
        first,
        { ...survey, createdAt: at(0.8), mails: [{ at: at(0.8), state: "delivered" }] },
      ];
    }
  }
}

function domainOf(by: Played["round"]["by"]): string {
  return personOf(by).email.split("@")[1] ?? "partner.example";
}

const texts: Record<string, { en: string[]; nl: string[] }> = {
  next_steps: {
    en: [
      "A pilot with the finance team, then a decision in the next quarter.",
      "We plan the rollout for all locations; the customer names a project lead.",
      "First the licences are sorted out. We speak again next month.",
    ],
    nl: [
      "Een proef met het financiële team, daarna een besluit in het volgende kwartaal.",
      "Wij plannen de invoering voor alle vestigingen. De klant wijst een projectleider aan.",
    ],
  },
  better: {
    en: ["More time for questions.", "A shorter introduction and more examples of our own.", ""],
    nl: ["Meer tijd voor vragen.", "Een kortere inleiding en meer voorbeelden van onszelf.", ""],
  },
  remarks: {
    en: ["", "", "The customer asked for the same workshop for a sister company."],
    nl: [""],
  },
};

/** What a person plausibly answers; the same every time for the same claim. */
export function demoAnswers(
  { round, association }: Played,
  survey: DemoSurvey,
  questions: readonly Question[],
): Answers {
  const random = randomOf(`answers:${round.key}:${survey.kind}`);
  const { timeZone } = placeOf(round.location);
  const held = new Date(
    (survey.createdAt.getTime() + (association.consentedAt ?? survey.createdAt).getTime()) / 2,
  );
  const answers: Answers = {};
  for (const question of questions) {
    if (!isAsked(question, answers)) continue;
    const answer = answerTo(question, random, survey.language, dateIn(held, timeZone));
    if (answer !== "") answers[question.id] = answer;
  }
  const typed = Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [fieldOf(id), String(answer)]),
  );
  const { errors } = readAnswers(questions, typed, dateIn(survey.answeredAt ?? held, timeZone));
  if (errors.length > 0)
    throw new Error(`no such answer: ${errors.map(({ field }) => field).join(", ")}`);
  return answers;
}

/** Mostly content: the first options are the good ones. */
function answerTo(question: Question, random: Random, language: "en" | "nl", held: string) {
  switch (question.kind) {
    case "rating":
      return random.pick([3, 4, 4, 5, 5]);
    case "yes_no":
      return random.chance(0.85) ? "yes" : "no";
    case "date":
      return held;
    case "choice": {
      const good = random.chance(0.7) ? 0 : Math.min(1, (question.options?.length ?? 1) - 1);
      return question.options?.[good]?.value ?? "";
    }
    case "text":
      return random.pick(texts[question.id]?.[language] ?? [""]);
  }
}
