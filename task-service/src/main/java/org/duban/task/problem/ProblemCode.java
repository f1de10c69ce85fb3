package org.duban.task.problem;

import java.util.Locale;

/**
 * Every problem that this API answers with (RFC 9457). The code is stable and makes the {@code type} URI
 * {@code /problems/{code}}; titles may be reworded.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "请求正文不是合法的 JSON", "The body is not valid JSON"),
    MALFORMED_CSV(400, "请求正文不是合法的 CSV", "The body is not valid CSV"),
    IMPORT_REFUSED(400, "导入的内容有误", "Lines of the import are wrong"),
    FILE_DAMAGED(400, "文件已损坏", "The file is damaged"),
    FILE_ENCRYPTED(400, "文件已加密", "The file is encrypted"),
    FILE_WITHOUT_TEXT(400, "文件中没有文字", "The file has no text"),
    INVALID_FIELD(400, "字段的值不符合要求", "A field's value is not allowed"),
    INVALID_PARAMETER(400, "路径或查询参数不符合要求", "A path or query parameter is not allowed"),
    BAD_REQUEST(400, "请求不符合要求", "The request is not allowed"),
    UNAUTHENTICATED(401, "未提供有效令牌", "No valid token"),
    FORBIDDEN(403, "该角色无权执行此操作", "The role may not do this"),
    NOT_FOUND(404, "未找到", "Not found"),
    METHOD_NOT_ALLOWED(405, "此路径不支持该方法", "The path does not support the method"),
    NOT_ACCEPTABLE(406, "无法提供所要求的媒体类型", "The media type asked for is not available"),
    ILLEGAL_MOVE(409, "当前状态不允许此操作", "The present state does not allow this"),
    NOT_OVERDUE(409, "没有逾期事项", "Nothing is overdue"),
    UNITS_UNKNOWN(409, "责任单位不在单位名录中", "Responsible units are not in the directory"),
    NO_DAY(409, "通知没有报送期限", "The notice has no day to report by"),
    NO_MAILBOX(409, "通知没有报送邮箱", "The notice has no mailbox"),
    NAME_TAKEN(409, "名称已被使用", "The name is taken"),
    NOTICE_EXISTS(409, "同一通知已经导入", "The notice was imported before"),
    CONFLICT(409, "与现有数据冲突", "It conflicts with what is there"),
    KEY_IN_FLIGHT(409, "同一 Idempotency-Key 的请求正在处理", "A request with this Idempotency-Key is under way"),
    GONE(410, "已过保存期", "Kept no longer"),
    PRECONDITION_FAILED(412, "资源已被更改", "The resource was changed meanwhile"),
    CONTENT_TOO_LARGE(413, "请求正文过大", "The body is too large"),
    URI_TOO_LONG(414, "请求地址过长", "The request target is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "不支持该媒体类型", "The media type is not supported"),
    KEY_REUSED(422, "Idempotency-Key 已用于另一请求", "The Idempotency-Key was used for another request"),
    PRECONDITION_REQUIRED(428, "须提供 If-Match", "If-Match is required"),
    TOO_MANY_REQUESTS(429, "请求过于频繁", "Too many requests"),
    HEADERS_TOO_LARGE(431, "请求头过大", "The header fields are too large"),
    INTERNAL_ERROR(500, "服务内部错误", "An internal error"),
    UNAVAILABLE(503, "服务暂时不可用", "The service is unavailable for now");

    public final int status;
    final Text title;

    ProblemCode(int status, String zh, String en) {
        this.status = status;
        this.title = new Text(zh, en);
    }

    /** The code as it stands in the answer, for example {@code units-unknown}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title(boolean english) {
        return title.in(english);
    }

    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> CONTENT_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 428 -> PRECONDITION_REQUIRED;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
        };
    }
}
