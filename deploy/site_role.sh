#!/bin/sh
# Run once by the PostgreSQL of docker-compose.yml, when its database is made: the role that the site runs as.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$SITE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'END'
CREATE ROLE debrief LOGIN PASSWORD :'password';
END
