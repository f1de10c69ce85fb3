package org.duban.notify.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every kind of error that this service answers with. The codes are stable, the words are not. */
public enum ProblemCode {
    BAD_REQUEST(400, "请求无法理解", "Bad request", "请求格式不正确。", "The request cannot be understood."),
    INVALID_PARAMETER(
            400, "参数不正确", "Invalid parameter", "请求中的参数不正确，详见 errors。", "A parameter is not valid, see errors."),
    INVALID_FIELD(400, "字段不正确", "Invalid field", "请求体中的字段不正确，详见 errors。", "A field of the body is not valid, see errors."),
    MALFORMED_JSON(400, "不是有效的 JSON", "Malformed JSON", "请求体不是有效的 JSON 对象。", "The body is no valid JSON object."),
    UNAUTHENTICATED(
            401, "未认证", "Not authenticated", "缺少令牌，或令牌无效、已过期。", "The bearer token is missing, not valid or expired."),
    FORBIDDEN(403, "无权访问", "Forbidden", "当前角色无权使用此接口。", "Your role may not use this operation."),
    NOT_FOUND(404, "不存在", "Not found", "所请求的资源不存在，或不属于本单位。", "There is no such resource, or it is not your unit's."),
    METHOD_NOT_ALLOWED(405, "方法不允许", "Method not allowed", "此路径不支持该方法。", "This path does not take that method."),
    NOT_ACCEPTABLE(406, "无法提供所要的格式", "Not acceptable", "无法提供 Accept 所要求的格式。", "No representation of the wanted type."),
    CONFLICT(409, "与当前状态冲突", "Conflict", "资源当前的状态不允许此操作。", "The resource's present state does not allow this."),
    KEY_IN_FLIGHT(
            409,
            "同一请求正在处理",
            "Request under way",
            "使用此 Idempotency-Key 的请求正在处理，请稍后以同样的内容重试。",
            "A request with this Idempotency-Key is under way; send it again in a moment."),
    GONE(410, "已过保存期", "Kept no longer", "内容已过保存期，已经删除。", "It was kept long enough, and deleted."),
    PRECONDITION_FAILED(
            412,
            "资源已被更改",
            "Precondition failed",
            "资源在读取之后已被更改，请重新读取后再试；本次请求未产生任何更改。",
            "It was changed since you read it; read it again. Nothing was changed."),
    CONTENT_TOO_LARGE(413, "请求体过大", "Content too large", "请求体超过上限。", "The body is larger than allowed."),
    URI_TOO_LONG(414, "请求地址过长", "URI too long", "请求行超过 8192 个字符。", "The request's address is longer than 8192 characters."),
    UNSUPPORTED_MEDIA_TYPE(415, "格式不支持", "Unsupported media type", "不支持请求体的格式。", "The body's type is not supported."),
    KEY_REUSED(
            422,
            "Idempotency-Key 已用于其他请求",
            "Key of another request",
            "此 Idempotency-Key 已用于内容不同的请求；新的请求请使用新的键。",
            "This Idempotency-Key was used for a request of other content; use a new one."),
    PRECONDITION_REQUIRED(
            428,
            "缺少 If-Match",
            "Precondition required",
            "更改已有资源须在 If-Match 中提供读取时得到的 ETag。",
            "To change what exists, send in If-Match the ETag that you read it with."),
    TOO_MANY_REQUESTS(
            429, "请求过于频繁", "Too many requests", "请按 Retry-After 稍后重试。", "Slow down, and try again after Retry-After."),
    HEADERS_TOO_LARGE(
            431, "请求头过大", "Header fields too large", "请求头合计超过 16384 字节。", "The header fields have more than 16384 bytes."),
    INTERNAL_ERROR(500, "内部错误", "Internal error", "服务内部发生错误，请稍后重试。", "The service failed; try again later."),
    UNAVAILABLE(503, "暂时不可用", "Unavailable", "数据库或令牌签发者暂时不可用，请稍后重试。", "The database, or the issuer of tokens, is away; try again later.");

    private final int status;
    private final String chineseTitle;
    private final String englishTitle;
    private final String chineseDetail;
    private final String englishDetail;

    ProblemCode(int status, String chineseTitle, String englishTitle, String chineseDetail, String englishDetail) {
        this.status = status;
        this.chineseTitle = chineseTitle;
        this.englishTitle = englishTitle;
        this.chineseDetail = chineseDetail;
        this.englishDetail = englishDetail;
    }

    public int status() {
        return status;
    }

    /** As on the wire: kebab case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title(boolean english) {
        return english ? englishTitle : chineseTitle;
    }

    String detail(boolean english) {
        return english ? englishDetail : chineseDetail;
    }

    static Optional<ProblemCode> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }

    /** The first of its status stands for it. */
    static ProblemCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }
}
