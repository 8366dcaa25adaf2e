-- A field of a CSV file: in quotation marks, and never read as a formula by a spreadsheet.
create or replace function csv_text(p_text text) returns text language sql immutable
  return coalesce('"' || case when left(p_text, 1) in ('=', '+', '-', '@', E'\t', E'\r', E'\n') then '''' else '' end
    || replace(p_text, '"', '""') || '"', '');

grant execute on function csv_text to :"application";
