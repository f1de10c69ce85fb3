-- Roles and schemas of Duban, on an empty database; roles that are there get these passwords. docker-compose.yml runs it once by
-- itself; elsewhere, as an administrator:
--   createdb --encoding=UTF8 --template=template0 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 duban
--   psql --set=ON_ERROR_STOP=1 --dbname=duban --file=create-schemas.sql
-- Each service has one schema and sees no other; that of task-service has an owner of its own, so that the service cannot alter
-- the audit trail. psql takes the passwords from its environment, so that they are in no file.
\getenv task_password TASK_DB_PASSWORD
\getenv task_owner_password TASK_OWNER_DB_PASSWORD
\getenv notify_password NOTIFY_DB_PASSWORD
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['task_service', 'task_owner', 'notify_service'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I', name);
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER ROLE task_service LOGIN PASSWORD :'task_password';
ALTER ROLE task_service SET search_path = task;
ALTER ROLE task_owner LOGIN PASSWORD :'task_owner_password';
ALTER ROLE task_owner SET search_path = task;
CREATE SCHEMA task AUTHORIZATION task_owner;
GRANT USAGE ON SCHEMA task TO task_service;
ALTER ROLE notify_service LOGIN PASSWORD :'notify_password';
CREATE SCHEMA notify AUTHORIZATION notify_service;
ALTER ROLE notify_service SET search_path = notify;
