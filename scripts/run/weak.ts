/** Whether somebody could guess a secret: too few different characters, a repetition, a row, words. */
export function isWeak(secret: string): boolean {
  return fewCharacters(secret) || repeats(secret) || isRow(secret) || hasWords(secret);
}

/** Of 32 random digits nearly all ten come up, of other characters more. */
function fewCharacters(secret: string): boolean {
  return new Set(secret).size < 8;
}

function repeats(secret: string): boolean {
  for (let length = 1; length <= secret.length / 2; length++) {
    if (secret.startsWith(secret.slice(length))) return true;
  }
  return false;
}

/** Letters and digits in their order, up or down. */
function isRow(secret: string): boolean {
  const steps = [...secret].slice(1).filter((character, at) => {
    return Math.abs(character.charCodeAt(0) - secret.charCodeAt(at)) <= 1;
  });
  return steps.length > secret.length / 2;
}

/** What examples and placeholders are made of. */
function hasWords(secret: string): boolean {
  return /…|\.\.\.|\s|secret|password|example|changeme|change.me|random.char|at.least/i.test(
    secret,
  );
}
