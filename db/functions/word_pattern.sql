-- A regular expression that finds these words as they stand, with any space between them.
create or replace function word_pattern(p_words text[]) returns text language sql immutable
  return (select string_agg(replace(regexp_replace(w, '([\\.*+?^${}()|\[\]-])', '\\\1', 'g'), ' ', '\s+'), '|' order by length(w) desc) from unnest(p_words) w);
