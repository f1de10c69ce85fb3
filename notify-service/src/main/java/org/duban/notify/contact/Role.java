package org.duban.notify.contact;

/** What a contact of a unit is. */
public enum Role {
    /** 联络员: does the reporting. */
    LIAISON,
    /** 分管领导: gets a copy of what is late. */
    LEADER
}
