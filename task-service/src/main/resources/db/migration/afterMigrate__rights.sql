-- Runs after every migration. When the owner of the schema is another user than the service (DUBAN_DB_OWNER), the
-- service gets what it needs and nothing more: it can add to the trail and read it, but neither change it nor lift the
-- trigger that guards it (R12).
do $$
begin
    if current_user <> '${service}' then
        -- One instance after the other: rights that two grant at once fail.
        perform pg_advisory_xact_lock(hashtext('duban rights'));
        grant usage on schema task to "${service}";
        grant select, insert, update, delete on all tables in schema task to "${service}";
        revoke update, delete, truncate on task.audit from "${service}";
        revoke all on task.flyway_schema_history from "${service}";
    end if;
end $$;
