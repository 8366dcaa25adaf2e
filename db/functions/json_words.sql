-- Words as they stand within a text of JSON.
create or replace function json_words(p_words text[]) returns text[] language sql immutable
  return array(select substr(j, 2, length(j) - 2) from (select to_jsonb(w)::text as j from unnest(p_words) w) quoted);
