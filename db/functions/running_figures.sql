-- How the installation runs, for the worker (which tells a monitor) and for staff of the programme: the queue and its
-- schedules, e-mails of a day, what ran out by `p_now` and was neither ended nor told, sizes. Counts alone, of nobody's.
create or replace function running_figures(p_now timestamptz) returns jsonb language plpgsql stable
  security definer set search_path = public, pg_temp as $$
declare
  v_grace constant interval := interval '5 minutes';
  v_most constant integer := 1000;
begin
  if app_asker() not in ('system', 'operator') and not app_owner_asks() then
    raise exception 'how it runs is for staff' using errcode = 'insufficient_privilege', constraint = 'running_figures_proof';
  end if;
  return jsonb_build_object(
    'database', current_setting('server_version'),
    'bytes', pg_database_size(current_database()),
    'queues', (select coalesce(jsonb_agg(jsonb_build_object('name', q.name, 'ready', coalesce(w.ready, 0),
        'later', coalesce(w.later, 0), 'active', q.active_count, 'failed', q.failed_count,
        'oldest', extract(epoch from clock_timestamp() - w.since)) order by q.name), '[]')
      from pgboss.queue q left join (
        select j.name, count(*) filter (where j.start_after <= clock_timestamp()) as ready,
          count(*) filter (where j.start_after > clock_timestamp()) as later,
          min(greatest(j.created_on, j.start_after)) filter (where j.start_after <= clock_timestamp()) as since
        from pgboss.job j where j.state < 'active' group by j.name) w on w.name = q.name
      where q.name !~ '^__'),
    'schedules', (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'cron', s.cron,
        'known', extract(epoch from clock_timestamp() - s.created_on),
        'done', (select extract(epoch from clock_timestamp() - max(j.completed_on)) from pgboss.job j
          where j.name = s.name and j.state = 'completed'),
        'took', (select extract(epoch from j.completed_on - j.started_on) from pgboss.job j
          where j.name = s.name and j.state = 'completed' order by j.completed_on desc limit 1),
        'failed', (select extract(epoch from clock_timestamp() - max(j.completed_on)) from pgboss.job j
          where j.name = s.name and j.state = 'failed')) order by s.name), '[]')
      from pgboss.schedule s),
    'months', months_ahead(p_now),
    'emails', (select coalesce(jsonb_object_agg(c.state, c.n), '{}') from (
      select e.state, count(*) as n from emails e
      where e.created_at > p_now - interval '24 hours' or e.state in ('queued', 'sending') group by e.state) c),
    'clocks', (select jsonb_agg(jsonb_build_object('clock', l.clock, 'late', l.late, 'seconds', l.seconds)) from (
      select 'rounds' as clock, count(*) as late, extract(epoch from max(p_now - due_at)) as seconds from (
        select case when consented_at is null then consent_due_at else delivery_due_at end as due_at from associations
        where ended_at is null and ((consented_at is null and consent_due_at <= p_now - v_grace)
          or (consented_at is not null and submitted_at is null and delivery_due_at <= p_now - v_grace)) limit v_most) r
      union all
      select 'claims', count(*), extract(epoch from max(p_now - due_at)) from (
        select due_at from workshop_claims
        where status in ('action_required', 'rejected') and due_at <= p_now - v_grace limit v_most) c
      union all
      select 'untold', count(*), extract(epoch from max(p_now - ended_at)) from (
        select a.ended_at from associations a where a.end_reason in ('consent_expired', 'delivery_expired')
          and a.ended_at between p_now - interval '31 days' and p_now - v_grace and not exists (
            select from reminders r where r.partner_id = a.partner_id and r.association_id = a.id
              and r.kind in ('expired', 'delivery_expired')) limit v_most) u) l));
end $$;

grant execute on function running_figures to :"application";
