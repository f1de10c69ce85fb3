-- What a notice is known by when it comes again, and whom its printed names mean.

-- The office's own readings of printed names in this notice: a list of {name, code}.
alter table notice add column units jsonb not null default '[]';

-- 〔〕, [] and () are one and the same in a number, blanks none at all.
create function number_key(number text) returns text language sql immutable as
    $$ select translate(number, '[]［］【】()（） 　', '〔〕〔〕〔〕〔〕〔〕') $$;

-- A text in another format has its line ends elsewhere.
create function text_key(source text) returns text language sql immutable as
    $$ select md5(regexp_replace(source, '\s|　', '', 'g')) $$;

create index notice_by_number on notice (number_key(document_number)) where status <> 'WITHDRAWN';
create index notice_by_text on notice (text_key(source_text)) where status <> 'WITHDRAWN';
