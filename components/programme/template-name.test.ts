import { writersOf } from "@/lib/mail/writers";
import { messages } from "@/messages";
import { templateName } from "./template-name";

test.each(Object.keys(writersOf))(
  "the e-mail “%s” has a name of its own in each language",
  (name) => {
    const key = templateName(name);
    expect(key).toBe(name);
    for (const { programme } of Object.values(messages))
      expect(programme.mail.templates).toHaveProperty([key]);
  },
);
