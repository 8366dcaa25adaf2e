import { getConfig } from "../config";

export type Periods = {
  keptYears: number;
  mailDays: number;
  signInDays: number;
  accountDays: number;
};

/** O23: for how long what is kept here; the years are the programme's own setting. */
export function periodsNow(keptYears: number): Periods {
  const { KEEP_MAIL_DAYS, KEEP_SIGN_IN_DAYS, KEEP_ACCOUNT_DAYS } = getConfig();
  return {
    keptYears,
    mailDays: KEEP_MAIL_DAYS,
    signInDays: KEEP_SIGN_IN_DAYS,
    accountDays: KEEP_ACCOUNT_DAYS,
  };
}

/** The same by the names that the words of periods have for them. */
export function settingsOf({ keptYears, ...days }: Periods) {
  return { years: keptYears, ...days };
}
