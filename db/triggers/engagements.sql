-- The Customers page follows.
create trigger project_engagement after insert on engagements for each row execute function project_engagement();
