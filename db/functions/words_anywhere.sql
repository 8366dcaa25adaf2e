-- A regular expression that finds these words also as a part of others: what it does not find need not be looked at closely,
-- which takes many times as long.
create or replace function words_anywhere(p_words text[]) returns text language sql immutable
  return (select string_agg(replace(regexp_replace(w, '([\\.*+?^${}()|\[\]-])', '\\\1', 'g'), ' ', '(?:\s|\\[nrt])+'), '|' order by length(w) desc) from unnest(p_words) w);
