-- Where what caused an event stands in a trace, by W3C Trace Context; null where nothing was traced.
alter table outbox add column traceparent text;
