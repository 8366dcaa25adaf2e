#!/bin/sh
# Makes the roles of an installation, with passwords that stand in files: the owner may then do without CREATEROLE.
# Run once, as a superuser of the server: POSTGRES_DB=engagements SECRETS=deploy/secrets sh deploy/roles.sh
set -eu
# Read within psql: an argument can be seen by everybody on the machine.
export secrets="${SECRETS:-/run/secrets}"
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username="${POSTGRES_USER:-postgres}" --dbname="$POSTGRES_DB" \
  <<'SQL'
\set owner_password `cat "$secrets/owner_password"`
\set web_password `cat "$secrets/web_password"`
\set worker_password `cat "$secrets/worker_password"`
select current_database() as db, current_database() || '_owner' as owner, current_database() || '_app' as app,
  current_database() || '_web' as web, current_database() || '_worker' as worker \gset
create role :"owner" login password :'owner_password';
create role :"app";
create role :"web" login password :'web_password' in role :"app";
create role :"worker" login password :'worker_password' in role :"app";
grant :"web", :"worker" to :"owner";
alter database :"db" owner to :"owner";
alter schema public owner to :"owner";
SQL
