import { globSync, readFileSync } from "node:fs";
import { messages } from "@/messages";
import ids from "./action-ids.json";

/**
 * K12: how each act of a form is taken back.
 * `by`: its page, or what it says when it is done, offers that other act, until something depends on it.
 * `again`: the same form says it anew: what was there before can be put back.
 * `says`: its page says that nobody can take it back, in these words.
 * `nothing`: it does nothing that lasts: it looks, goes on, or signs in.
 */
type Answer = { by: string } | { again: true } | { says: string } | { nothing: true };

const again: Answer = { again: true };
const nothing: Answer = { nothing: true };
const final: Answer = { says: "common.final" };
const by = (act: string): Answer => ({ by: act });
const says = (words: string): Answer => ({ says: words });

const endRound = by("(console)/engagements/[slug]/rounds/[roundId]/end#endRound");
const takeBack = by("(console)/engagements/[slug]/rounds/[roundId]/consent#takeBack");
const table: Record<string, Record<string, Answer>> = {
  "(console)/claims/[claimNumber]": {
    cancelClaim: says("claims.cancel.final"),
    disputeClaim: says("claims.dispute.intro"),
    editClaim: again,
    renewClaim: final,
    submitClaim: says("claims.submit.next"),
  },
  "(console)/claims/[claimNumber]/comments": { comment: final },
  "(console)/claims/[claimNumber]/partner-survey": {
    fillSurvey: says("surveys.fillIn.intro"),
    resendSurvey: final,
    sendCustomerSurvey: final,
    sendToColleague: final,
  },
  "(console)/customers/[tenantId]": {
    finishFollowUp: by("(console)/customers/[tenantId]#reopenFollowUp"),
    giveRounds: again,
    moveFollowUp: again,
    reopenFollowUp: by("(console)/customers/[tenantId]#finishFollowUp"),
    setFollowUp: by("(console)/customers/[tenantId]#finishFollowUp"),
    writeNote: final,
  },
  "(console)/engagements/[slug]/customers/[tenantId]/claim": {
    chooseLocation: nothing,
    chooseWorkshops: nothing,
    claimCustomer: endRound,
  },
  "(console)/engagements/[slug]/customers/add": {
    addCustomer: endRound,
    chooseTenant: nothing,
    chooseWorkshops: nothing,
    giveReason: nothing,
    nameCustomer: nothing,
  },
  "(console)/engagements/[slug]/rounds/[roundId]/consent": {
    resendConsent: takeBack,
    saveContact: nothing,
    sendConsent: takeBack,
    setReminders: again,
    takeBack: by("(console)/engagements/[slug]/rounds/[roundId]/consent#sendConsent"),
  },
  "(console)/engagements/[slug]/rounds/[roundId]/end": { endRound: says("wizards.endRound.intro") },
  "(console)/no-access": { ask: by("(console)/settings/people#answer") },
  "(console)/programme/[words]": {
    add: by("(console)/programme/[words]#remove"),
    agree: again,
    change: again,
    remove: by("(console)/programme/[words]#add"),
    withdraw: by("(console)/programme/[words]#change"),
  },
  "(console)/programme/catalogue": {
    agree: by("(console)/programme/catalogue#takeBack"),
    create: by("(console)/programme/catalogue#throwAway"),
    edit: again,
    list: again,
    publish: by("(console)/programme/catalogue#takeBack"),
    takeBack: by("(console)/programme/catalogue#publish"),
    throwAway: final,
  },
  "(console)/programme/catalogue/[slug]/rates": {
    add: by("(console)/programme/catalogue/[slug]/rates#remove"),
    agree: by("(console)/programme/catalogue/[slug]/rates#remove"),
    keep: by("(console)/programme/catalogue/[slug]/rates#remove"),
    remove: by("(console)/programme/catalogue/[slug]/rates#add"),
  },
  "(console)/programme/catalogue/file/[fileId]": {
    takeIn: by("(console)/programme/catalogue#throwAway"),
  },
  "(console)/programme/claims": { next: nothing },
  "(console)/programme/claims/[claimNumber]": {
    approve: final,
    ask: final,
    handOver: says("review.page.what.handOver.text"),
    pay: says("review.page.what.pay.text"),
    paymentReturned: by("(console)/programme/claims/[claimNumber]#pay"),
    reject: final,
    rejectFinally: says("review.page.what.rejectFinally.text"),
    reply: final,
    start: by("(console)/programme/claims/[claimNumber]#handOver"),
    takeOver: by("(console)/programme/claims/[claimNumber]#handOver"),
  },
  "(console)/programme/claims/pay": { pay: final },
  "(console)/programme/contacts/[releaseId]": { decide: final },
  "(console)/programme/enrolments/[locationId]": { decide: again, decideProfile: again },
  "(console)/programme/imports/[importId]": {
    begin: says("imports.previewText"),
    correct: nothing,
    stop: by("(console)/programme/imports/[importId]#begin"),
  },
  "(console)/programme/operators/[operatorId]": { change: again },
  "(console)/programme/partners": { create: by("(console)/programme/partners/[partnerId]#change") },
  "(console)/programme/partners/[partnerId]": {
    add: by("(console)/programme/partners/[partnerId]#remove"),
    change: again,
    editLocation: again,
    makeLocation: by("(console)/programme/partners/[partnerId]#editLocation"),
    remove: by("(console)/programme/partners/[partnerId]#add"),
    removeQualification: by("(console)/programme/partners/[partnerId]#saveQualification"),
    resume: by("(console)/programme/partners/[partnerId]#suspend"),
    saveQualification: by("(console)/programme/partners/[partnerId]#removeQualification"),
    suspend: by("(console)/programme/partners/[partnerId]#resume"),
  },
  "(console)/programme/partners/[partnerId]/rounds/[roundId]/extend": { extend: final },
  "(console)/programme/partners/[partnerId]/rounds/[roundId]/stop": {
    stop: says("programme.partners.stop.happens.asked"),
  },
  "(console)/programme/payments": {
    cancel: by("(console)/programme/payments#open"),
    freeze: says("payments.run.freezeText"),
    gather: by("(console)/programme/payments#move"),
    move: again,
    open: by("(console)/programme/payments#cancel"),
    result: final,
    results: final,
  },
  "(console)/programme/privacy": { ask: by("(console)/programme/privacy/[requestId]#close") },
  "(console)/programme/privacy/[requestId]": {
    close: by("(console)/programme/privacy#ask"),
    erase: says("privacy.console.eraseText"),
  },
  "(console)/programme/privacy/holds/[of]/[key]": {
    lift: by("(console)/programme/privacy/holds/[of]/[key]#place"),
    place: by("(console)/programme/privacy/holds/[of]/[key]#lift"),
  },
  "(console)/programme/reports/[reportId]": {
    handle: again,
    lift: final,
    stop: says("programme.reports.stop.intro"),
  },
  "(console)/programme/settings": {
    change: again,
    payFrom: again,
    payIn: again,
    removeLogo: by("(console)/programme/settings#setLogo"),
    setLogo: by("(console)/programme/settings#removeLogo"),
  },
  "(console)/programme/templates": { remove: again },
  "(console)/programme/tenants": {
    addDomain: by("(console)/programme/tenants#removeDomain"),
    allow: by("(console)/programme/tenants#bar"),
    bar: by("(console)/programme/tenants#allow"),
    change: again,
    create: by("(console)/programme/tenants#change"),
    merge: says("programme.tenant.merge.intro"),
    moveDomain: again,
    removeDomain: by("(console)/programme/tenants#addDomain"),
  },
  "(console)/runs": {
    anew: nothing,
    begin: says("runs.cannotTakeBack"),
    choose: nothing,
    fromRun: nothing,
    stop: by("(console)/runs#begin"),
    takeOut: again,
  },
  "(console)/settings/locations/[locationId]": { accept: final, give: final },
  "(console)/settings/locations/[locationId]/payee": { change: again },
  "(console)/settings/notices": { save: again },
  "(console)/settings/people": {
    answer: by("(console)/settings/people#roles"),
    disable: by("(console)/settings/people#enable"),
    enable: by("(console)/settings/people#disable"),
    invite: by("(console)/settings/people#withdraw"),
    link: by("(console)/settings/security#unlink"),
    resend: by("(console)/settings/people#withdraw"),
    roles: again,
    signInRule: again,
    signOut: nothing,
    withdraw: by("(console)/settings/people#resend"),
  },
  "(console)/settings/profile": { save: again },
  "(console)/settings/security": { remove: by("sign-in/factor#setUpApp"), unlink: nothing },
  "(console)/settings/sessions": { end: nothing },
  "(console)/views": {
    change: again,
    keep: by("(console)/views#remove"),
    remove: by("(console)/views#keep"),
  },
  "sign-in": { ask: nothing },
  "sign-in/factor": {
    makePasskey: by("(console)/settings/security#remove"),
    setUpApp: by("(console)/settings/security#remove"),
    withCode: nothing,
    withPasskey: nothing,
  },
};

/** The same of what stands behind a link in an e-mail; an accepted consent is withdrawn by its own page. */
const behindLinks: Record<string, Answer> = {
  "brand/[file]": nothing,
  check: nothing,
  "consent/[token]": says("consent.declined.next3"),
  "consent/[token]/code": nothing,
  "consent/[token]/not-me": says("consent.notMe.lead"),
  "consent/[token]/receipt": nothing,
  "consent/[token]/report": says("consent.report.text"),
  "consent/[token]/withdraw": says("consent.withdrawn.next2"),
  "digest/[token]": again,
  "help/customer": nothing,
  "invitation/[token]": nothing,
  privacy: nothing,
  "reminders-off/[token]": by("(console)/engagements/[slug]/rounds/[roundId]/consent#setReminders"),
  "survey/[token]": says("surveys.page.opening"),
};

const nameOf = (id: string) => id.replace(/^app\//, "").replace("/actions.ts#", "#");
const acts = Object.entries(table).flatMap(([page, answers]) =>
  Object.entries(answers).map(([act, answer]) => [`${page}#${act}`, answer] as const),
);
const known = new Map<string, Answer>(acts);

test("K12 every act of a form says how it is taken back, or that it cannot be", () => {
  expect([...known.keys()].toSorted()).toEqual(Object.keys(ids).map(nameOf).toSorted());
});

test.each(acts.flatMap(([act, answer]) => ("by" in answer ? [[act, answer.by] as const] : [])))(
  "K12 %s is taken back by an act that there is",
  (_, back) => expect(known.has(back)).toBe(true),
);

test("K12 every page behind a link is among them", () => {
  const pages = globSync("app/(public)/**/route.ts").map((file) =>
    file.slice("app/(public)/".length, -"/route.ts".length),
  );
  expect(Object.keys(behindLinks).toSorted()).toEqual(pages.toSorted());
});

const sources = globSync(["components/**/*.tsx", "app/(public)/**/*.ts"]).map((file) =>
  readFileSync(file, "utf8"),
);
const words = [...acts, ...Object.entries(behindLinks)].flatMap(([, answer]) =>
  "says" in answer ? [answer.says] : [],
);

test.each([...new Set(words)])("K12 “%s” is said on a page, in each language", (key) => {
  for (const texts of Object.values(messages)) {
    const text = key
      .split(".")
      .reduce<unknown>(
        (node, name) => (node as Record<string, unknown> | undefined)?.[name],
        texts,
      );
    expect(typeof text).toBe("string");
  }
  const last = key.split(".").at(-1)!;
  expect(sources.some((source) => source.includes(last))).toBe(true);
});
