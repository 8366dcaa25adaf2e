-- A regular expression that finds these words as they stand, with any space between them, and no part of another name or
-- address: of `a@b.nl` neither `ba@b.nl` nor `a@b.nl.example`. Scripts that put no space between words have no such
-- borders; a name may have an s after it, and in JSON what stands before it may be `\n`.
create or replace function word_pattern(p_words text[]) returns text language sql immutable
  return (select string_agg(format(case when strpos(w, '@') > 0
      then '(?:(?<![%1$s][._%%+-]*)|(?<=\\[bfnrt]))(?:%2$s)(?![%1$s]|\.[%1$s]|-[%1$s-]*\.[%1$s])'
      else '(?:(?<![%1$s])|(?<=\\[bfnrt]))(?:%2$s)(?:(?![%1$s])|(?=s(?![%1$s])))' end,
      '0-9A-Za-z\u00AA-\u024F\u0370-\u052F\u1E00-\u1FFF',
      words_anywhere(array[w])), '|' order by length(w) desc) from unnest(p_words) w);
