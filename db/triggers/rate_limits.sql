-- Counts only grow.
create trigger limit_counts before update on rate_limits for each row execute function limit_counts();
