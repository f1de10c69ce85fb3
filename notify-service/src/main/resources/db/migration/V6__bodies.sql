-- Every mail passes here once: to compress its body, its reason and its picture takes longer than to write them.
alter table mail alter column html set storage external;
alter table reason set (toast_tuple_target = 8160);
alter table deadline_picture set (toast_tuple_target = 8160);
