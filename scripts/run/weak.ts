/** Whether somebody could guess a secret: too few different characters, repetitions, a row, words. */
export function isWeak(secret: string): boolean {
  return (
    fewCharacters(secret) ||
    repeats(secret) ||
    isRow(secret) ||
    hasWords(secret) ||
    repeatsParts(secret)
  );
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

/**
 * The same few words or pieces again and again. In 32 characters of chance nearly every three that follow
 * each other come up once.
 */
function repeatsParts(secret: string): boolean {
  const threes = Array.from({ length: secret.length - 2 }, (_, at) => secret.slice(at, at + 3));
  return new Set(threes.map((three) => three.toLowerCase())).size < threes.length * 0.75;
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
