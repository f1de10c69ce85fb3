package org.duban.task.parse;

/** How a unit answers for a measure. */
enum Role {
    /** 牵头, 主办 */
    LEAD,
    /** 负责, 责任单位, or a bracket with nothing but names */
    RESPONSIBLE,
    /** 配合, 协助, 参加, 会同 */
    ASSISTING
}
