-- The same of what is searched: "O'Neill" is found as ONeill, and as Neill too.
create or replace function search_text(p_text text) returns text language sql immutable
  return search_form(p_text) || case when p_text ~ '[''`\u02b9-\u02bf\u2018-\u201b\u2032\u05f3\u05f4]'
    then search_form(regexp_replace(p_text, '[''`\u02b9-\u02bf\u2018-\u201b\u2032\u05f3\u05f4]', ' ', 'g')) else '' end;

grant execute on function search_text to :"application";
