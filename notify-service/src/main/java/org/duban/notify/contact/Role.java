package org.duban.notify.contact;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a contact of a unit is. */
@Schema(name = "ContactRole")
public enum Role {
    /** 联络员: does the reporting. */
    LIAISON,
    /** 分管领导: gets a copy of what is late. */
    LEADER
}
