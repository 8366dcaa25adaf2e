-- P7: a catalogue editor throws the draft of an engagement away, and the engagement when it was never published.
create or replace function delete_draft(p_engagement uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not app_may('engagements.edit') then
    raise exception 'a catalogue editor does this' using errcode = 'insufficient_privilege';
  end if;
  delete from engagement_versions where engagement_id = p_engagement and published_at is null;
  delete from engagements where id = p_engagement and opened_at is null;
end $$;

grant execute on function delete_draft to :"web";
