-- What somebody typed, as patterns that a text has to fit, each of them: beginnings of words.
create or replace function search_patterns(p_typed text) returns text[] language sql immutable
  return (select coalesce(array_agg('%' || form || '%' order by length(form) desc), '{}') from (
    select search_form(word) as form from regexp_split_to_table(p_typed,
      '[\u0001-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+') word) forms where form <> '');

grant execute on function search_patterns to :"application";
