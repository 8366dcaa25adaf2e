import type { Database } from "@/db/client";
import type { QueueName } from "@/db/queues";
import { cleanDrafts } from "./clean-drafts";
import { closeContacts } from "./close-contacts";
import { deliverMail } from "./deliver-mail";
import { eraseAgain } from "./erase-again";
import { erasePerson } from "./erase-person";
import { forgetOver } from "./forget-over";
import { gatherMail } from "./gather-mail";
import { endHanging } from "./end-hanging";
import { endLapsed } from "./end-lapsed";
import { makeMonths } from "./make-months";
import { makePaymentFiles } from "./make-payment-files";
import { refreshEligibility } from "./refresh-eligibility";
import { remind } from "./remind";
import { sendDigests } from "./send-digests";
import { stampAudit } from "./stamp-audit";
import { runBulk } from "./run-bulk";
import { runImport } from "./run-import";
import { scanDocument } from "./scan-document";
import { scanForgotten } from "./scan-forgotten";
import { sweepFiles } from "./sweep-files";
import { sweepMail } from "./sweep-mail";
import { tellFree } from "./tell-free";
import { tellOthers } from "./tell-others";
import { tellRelease } from "./tell-release";
import { tellStopped } from "./tell-stopped";
import { tellUndelivered } from "./tell-undelivered";

type Job = {
  run: (db: Database, data: unknown) => Promise<void>;
  /** When it runs by itself, as a cron expression in UTC. */
  cron?: string;
};

/** What works each queue, and when it runs by itself. Every one is safe to run twice or late. */
export const jobs: Record<QueueName, Job> = {
  "deliver-mail": { run: deliverMail },
  "deliver-run": { run: deliverMail },
  "gather-mail": { run: gatherMail },
  "tell-others": { run: tellOthers, cron: "15 * * * *" },
  "tell-free": { run: tellFree },
  "tell-release": { run: tellRelease },
  "tell-stopped": { run: tellStopped },
  "tell-undelivered": { run: tellUndelivered },
  "run-bulk": { run: runBulk },
  "run-import": { run: runImport },
  "scan-document": { run: scanDocument },
  "scan-forgotten": { run: scanForgotten, cron: "*/10 * * * *" },
  "make-payment-files": { run: makePaymentFiles },
  "close-contacts": { run: closeContacts, cron: "35 * * * *" },
  "end-lapsed": { run: endLapsed, cron: "* * * * *" },
  "end-hanging": { run: endHanging, cron: "* * * * *" },
  "send-digests": { run: sendDigests, cron: "*/10 * * * *" },
  remind: { run: remind, cron: "5 * * * *" },
  "begin-version": { run: refreshEligibility },
  "refresh-eligibility": { run: refreshEligibility, cron: "10 3 * * *" },
  "clean-drafts": { run: cleanDrafts, cron: "40 3 * * *" },
  "sweep-mail": { run: sweepMail, cron: "* * * * *" },
  "stamp-audit": { run: stampAudit, cron: "*/10 * * * *" },
  "erase-person": { run: erasePerson },
  "erase-again": { run: eraseAgain, cron: "25 * * * *" },
  "forget-over": { run: forgetOver, cron: "50 2 * * *" },
  "make-months": { run: makeMonths, cron: "45 1 * * *" },
  "sweep-files": { run: sweepFiles, cron: "20 4 * * *" },
};
