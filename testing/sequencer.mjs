import Sequencer from "@jest/test-sequencer";

/** What takes longest begins first, so that no worker is left alone with it at the end. */
const longest = [
  "lib/jobs/worker",
  "lib/audit/tampering",
  "scripts/demo/load-demo",
  "lib/views/page-plans",
  "lib/files/pdf/pdf",
  "lib/claims/documents/sweep",
  "lib/claims/races",
  "lib/consent/races",
  "lib/claims/surveys/races",
  "lib/claims/review/races",
  "lib/claims/history",
  "lib/claims/impossible-moves",
  "lib/mail/deliver-faults",
  "scripts/commands",
  "lib/claims/review/review",
  "lib/consent/history",
  "db/claim-moves",
  "lib/views/history",
  "db/embedded",
  "scripts/check-lint",
  "lib/mail/publish-templates",
];

/** The order of suites on a machine that has not run them before. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return at === -1 ? longest.length : at;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}
