package org.duban.notify.problem;

import java.util.Arrays;
import java.util.Locale;

/** Every kind of error that this service answers with. The codes are stable, the words are not. */
public enum ProblemCode {
    BAD_REQUEST(400, "请求无法理解", "Bad request", "请求格式不正确。", "The request cannot be understood."),
    INVALID_PARAMETER(
            400, "参数不正确", "Invalid parameter", "请求中的参数不正确，详见 errors。", "A parameter is not valid, see errors."),
    UNAUTHENTICATED(
            401, "未认证", "Not authenticated", "缺少令牌，或令牌无效、已过期。", "The bearer token is missing, not valid or expired."),
    FORBIDDEN(403, "无权访问", "Forbidden", "当前角色无权使用此接口。", "Your role may not use this operation."),
    NOT_FOUND(404, "不存在", "Not found", "所请求的资源不存在，或不属于本单位。", "There is no such resource, or it is not your unit's."),
    METHOD_NOT_ALLOWED(405, "方法不允许", "Method not allowed", "此路径不支持该方法。", "This path does not take that method."),
    NOT_ACCEPTABLE(406, "无法提供所要的格式", "Not acceptable", "无法提供 Accept 所要求的格式。", "No representation of the wanted type."),
    CONTENT_TOO_LARGE(413, "请求体过大", "Content too large", "请求体超过上限。", "The body is larger than allowed."),
    UNSUPPORTED_MEDIA_TYPE(415, "格式不支持", "Unsupported media type", "不支持请求体的格式。", "The body's type is not supported."),
    UNAVAILABLE(503, "暂时不可用", "Unavailable", "数据库暂时不可用，请稍后重试。", "The database is away; try again later."),
    INTERNAL_ERROR(500, "内部错误", "Internal error", "服务内部发生错误，请稍后重试。", "The service failed; try again later.");

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

    String title(boolean english) {
        return english ? englishTitle : chineseTitle;
    }

    String detail(boolean english) {
        return english ? englishDetail : chineseDetail;
    }

    static ProblemCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status && code != INVALID_PARAMETER)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }
}
