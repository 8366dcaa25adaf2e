import { writeFileSync } from "node:fs";
import { registerText } from "./privacy/text";

/** `npm run privacy`: writes `docs/privacy.md` anew from the register of what is kept of people (O22). */
writeFileSync("docs/privacy.md", registerText());
