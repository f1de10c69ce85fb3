-- Where the cause of an event stands in a trace, by W3C Trace Context; null where nothing was traced.
alter table reason add column traceparent text;
