import type { EmailSecrets } from "@/db/schema";
import { secretFor } from "./tokens";
import type { Template, Variables } from "./schema";

type SecretOf = { [T in Template]?: (variables: Variables<T>) => EmailSecrets };

const consent = ({ linkId }: { linkId: string }): EmailSecrets => ({
  link: secretFor("consent", linkId),
});
const survey = ({ linkId }: { linkId: string }): EmailSecrets => ({
  link: secretFor("survey", linkId),
});

const secretOf: SecretOf = {
  "sign-in": ({ tokenId }) => ({ link: secretFor("sign-in", tokenId) }),
  invitation: ({ invitationId }) => ({ link: secretFor("invitation", invitationId) }),
  "consent-request": consent,
  "consent-reminder": consent,
  "consent-receipt": consent,
  "answer-code": ({ codeId }) => ({ code: secretFor("code", codeId) }),
  digest: ({ digestId }) => {
    const secret = secretFor("digest", digestId);
    return { link: secret, off: secret };
  },
  "survey-request": survey,
  "partner-survey-request": survey,
};

/** The secret in the body of an e-mail, from the id that our own verb put into its variables. */
export function secretsOf<T extends Template>(template: T, variables: Variables<T>): EmailSecrets {
  const find = secretOf[template];
  return find?.(variables) ?? {};
}
