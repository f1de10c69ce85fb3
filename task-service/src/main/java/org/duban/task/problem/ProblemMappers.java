package org.duban.task.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions become answers: each a problem in the caller's language, none with a stack or SQL. */
public class ProblemMappers {
    static final long RETRY_SECONDS = 5;
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    /** The name of the parameter that takes the body, in every resource. */
    private static final String BODY = "body";

    @ServerExceptionMapper
    public Response problem(ProblemException e, HttpHeaders headers, UriInfo uri) {
        return answer(e, headers, uri);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException e, HttpHeaders headers, UriInfo uri) {
        return unauthenticated(headers, uri);
    }

    /** A good token is not called bad because its issuer does not answer. */
    @ServerExceptionMapper
    public Response authenticationFailed(AuthenticationFailedException e, HttpHeaders headers, UriInfo uri) {
        return cause(e, IOException.class) == null ? unauthenticated(headers, uri)
                : answer(new ProblemException(ProblemCode.UNAVAILABLE, Text.of(
                        "令牌签发者暂时不可用，无法验证令牌，请稍后重试。",
                        "The issuer of tokens does not answer, so yours cannot be verified; try again later.")).retryAfter(RETRY_SECONDS),
                        headers, uri);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, HttpHeaders headers, UriInfo uri) {
        return answer(new ProblemException(ProblemCode.FORBIDDEN, Text.of(
                "令牌的角色无权执行此操作，请使用具有相应角色的令牌。",
                "The roles of the token do not allow this operation.")), headers, uri);
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e, HttpHeaders headers, UriInfo uri) {
        boolean inBody = e.getConstraintViolations().stream().anyMatch(v -> isBody(place(v)));
        ProblemException problem = new ProblemException(
                inBody ? ProblemCode.INVALID_FIELD : ProblemCode.INVALID_PARAMETER,
                Text.of("请求中有不符合要求的值，见 errors。", "Some values are not allowed; see errors."));
        e.getConstraintViolations().forEach(violation -> {
            String place = place(violation);
            Text what = new Text(violation.getMessage(), violation.getMessage());
            // create.body.title → /title; create.body → the whole body; list.limit → the parameter limit
            if (isBody(place)) {
                problem.at(pointer(place.substring(BODY.length())), what);
            } else {
                problem.parameter(place, what);
            }
        });
        return answer(problem, headers, uri);
    }

    /** Of a body that was validated by itself. */
    public static ProblemException ofBody(Set<? extends ConstraintViolation<?>> violations) {
        ProblemException problem = new ProblemException(ProblemCode.INVALID_FIELD,
                Text.of("请求中有不符合要求的值，见 errors。", "Some values are not allowed; see errors."));
        violations.forEach(violation -> problem.at(pointer("." + violation.getPropertyPath()),
                new Text(violation.getMessage(), violation.getMessage())));
        return problem;
    }

    /** .tasks[0].text → /tasks/0/text */
    private static String pointer(String path) {
        return path.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/').replaceAll("/<[^/]*>", "");
    }

    /** Without the name of the method: body.tasks[0].text, or limit. */
    private static String place(ConstraintViolation<?> violation) {
        String path = violation.getPropertyPath().toString();
        return path.contains(".") ? path.substring(path.indexOf('.') + 1) : path;
    }

    private static boolean isBody(String place) {
        return place.equals(BODY) || place.startsWith(BODY + ".") || place.startsWith(BODY + "[");
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException e, HttpHeaders headers, UriInfo uri) {
        return answer(ofJson(e), headers, uri);
    }

    /** The framework has a mapper of its own for this subclass, which answers with an empty body. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException e, HttpHeaders headers, UriInfo uri) {
        return answer(ofJson(e), headers, uri);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e, HttpHeaders headers, UriInfo uri) {
        if (cause(e, ProblemException.class) instanceof ProblemException problem) {
            return answer(problem, headers, uri);
        }
        if (cause(e, JsonProcessingException.class) instanceof JsonProcessingException json) {
            return answer(ofJson(json), headers, uri);
        }
        return answer(ofStatus(e.getResponse().getStatus(), uri.getPath()), headers, uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, HttpHeaders headers, UriInfo uri) {
        if (cause(e, ProblemException.class) instanceof ProblemException problem) {
            return answer(problem, headers, uri);
        }
        if (cause(e, SQLException.class) instanceof SQLException sql && Unavailable.is(sql)) {
            LOG.warnf("database unavailable: %s", sql.getSQLState());
            return answer(new ProblemException(ProblemCode.UNAVAILABLE, Text.of(
                    "数据库暂时不可用，请稍后重试；本次请求未产生任何更改。",
                    "The database is unavailable; try again later. Nothing was changed.")).retryAfter(RETRY_SECONDS), headers, uri);
        }
        if (e instanceof IllegalArgumentException && !isMediaType(headers.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            // Where a path has several methods, by media type, the framework fails at what is none.
            return answer(ofStatus(415, uri.getPath()), headers, uri);
        }
        if (e instanceof IOException && String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)).startsWith("multipart/")) {
            return answer(new ProblemException(ProblemCode.FILE_DAMAGED, Text.of("上传的表单不完整，无法读取。请重新上传。",
                    "The uploaded form is cut off. Upload it anew.")), headers, uri);
        }
        if (isLostRace(e)) {
            return answer(new ProblemException(ProblemCode.CONFLICT, Text.of(
                    "另一请求在同一时刻更改了同一内容；本次请求未产生任何更改，请重新读取后再试。",
                    "Another request changed the same at this moment. Nothing was changed; read it again.")), headers, uri);
        }
        LOG.errorf(e, "%s failed", ShownPath.of(uri.getPath()));
        return answer(new ProblemException(ProblemCode.INTERNAL_ERROR, Text.of(
                "服务内部错误，本次请求未产生任何更改。", "An internal error; nothing was changed.")), headers, uri);
    }

    private static boolean isMediaType(String header) {
        try {
            return header == null || MediaType.valueOf(header) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A unique key taken, or a row changed, between our look and our write; deadlocks and serialization failures alike. */
    private static boolean isLostRace(Throwable e) {
        return cause(e, OptimisticLockException.class) != null
                || cause(e, SQLException.class) instanceof SQLException sql && sql.getSQLState() != null
                && (sql.getSQLState().equals("23505") || sql.getSQLState().startsWith("40"));
    }

    static ProblemException ofStatus(int status, String path) {
        ProblemCode code = ProblemCode.ofStatus(status);
        Text detail = switch (code) {
            case NOT_FOUND -> Text.of("没有路径 %s 或该路径下的资源。", "There is nothing at %s.", ShownPath.of(path));
            case METHOD_NOT_ALLOWED -> Text.of("此路径不支持该方法。", "The path does not support the method.");
            case NOT_ACCEPTABLE -> Text.of("无法提供 Accept 所要求的媒体类型。", "None of the media types in Accept is available.");
            case UNSUPPORTED_MEDIA_TYPE -> Text.of("不支持请求正文的 Content-Type。", "The Content-Type of the body is not supported.");
            case CONTENT_TOO_LARGE -> Text.of("请求正文超过大小上限。", "The body is larger than allowed.");
            case BAD_REQUEST -> Text.of("请求的格式不符合要求；Authorization 等请求头只能出现一次。",
                    "The request is not well formed; a header such as Authorization may be sent once only.");
            case URI_TOO_LONG -> Text.of("请求地址超过 4 KB。", "The request target is longer than 4 KB.");
            case HEADERS_TOO_LARGE -> Text.of("请求头合计超过 8 KB。", "The header fields are larger than 8 KB together.");
            case UNAUTHENTICATED -> Text.of("请在 Authorization 中提供有效的 Bearer 令牌。", "Send a valid bearer token in Authorization.");
            default -> new Text(code.title.zh() + "。", code.title.en() + ".");
        };
        return new ProblemException(code, detail);
    }

    private Response unauthenticated(HttpHeaders headers, UriInfo uri) {
        return Response.fromResponse(answer(ofStatus(401, uri.getPath()), headers, uri))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    /** What is wrong with a body, and where. */
    public static ProblemException ofJson(JsonProcessingException e) {
        boolean malformed = cause(e, StreamReadException.class) != null;
        if (malformed || !(e instanceof JsonMappingException mapping)) {
            return new ProblemException(ProblemCode.MALFORMED_JSON, Text.of(
                    "第%d行第%d列附近不是合法的 JSON。", "It is not valid JSON near line %d, column %d.",
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                    e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
        }
        if (cause(e, ProblemException.class) instanceof ProblemException problem) {
            return problem;
        }
        String pointer = mapping.getPath().stream()
                .map(r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
        if (e instanceof UnrecognizedPropertyException) {
            return ProblemException.field(pointer, "没有此字段。", "There is no such field.");
        }
        if (e instanceof InvalidFormatException format && format.getTargetType() != null) {
            return ProblemException.field(pointer, "值的格式不正确，应为" + expected(format.getTargetType()).zh() + "。",
                    "The value must be " + expected(format.getTargetType()).en() + ".");
        }
        return ProblemException.field(pointer, "值的类型或格式不正确。", "The value has a wrong type or form.");
    }

    private static Text expected(Class<?> type) {
        if (type.isEnum()) {
            String names = Arrays.stream(type.getEnumConstants()).map(Object::toString)
                    .collect(Collectors.joining(" | "));
            return new Text(" " + names, "one of " + names);
        }
        return switch (type.getSimpleName()) {
            case "String" -> new Text("不含控制字符的文本", "text without control characters");
            case "LocalDate" -> new Text(" 1949 至 2199 年间的日期，如 2023-08-01", "a date from 1949 to 2199, such as 2023-08-01");
            case "UUID" -> new Text("UUID", "a UUID");
            case "Instant" -> new Text("时刻，如 2023-07-19T00:00:00Z", "an instant such as 2023-07-19T00:00:00Z");
            default -> new Text(" " + type.getSimpleName(), "of type " + type.getSimpleName());
        };
    }

    /** The answer that says so, in the caller's language. */
    public static Response answer(ProblemException e, HttpHeaders headers, UriInfo uri) {
        boolean english = Languages.english(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return Response.status(e.code.status).type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, e.retryAfter)
                // The rest of a refused body is not read, so the connection cannot be used again.
                .header("Connection", e.code == ProblemCode.CONTENT_TOO_LARGE ? "close" : null)
                .header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh-CN")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .entity(problem(e, english, uri.getRequestUri().getRawPath())).build();
    }

    /** The same as an object. */
    public static Problem problem(ProblemException e, boolean english, String instance) {
        List<Problem.FieldError> errors = e.places.isEmpty() ? null : e.places.stream()
                .map(p -> new Problem.FieldError(p.pointer(), p.parameter(), p.detail().in(english))).toList();
        return new Problem("/problems/" + e.code.code(), e.code.title(english), e.code.status, e.detail.in(english),
                ShownPath.of(instance), e.code.code(), e.existing, errors);
    }

    private static Throwable cause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return t;
            }
        }
        return null;
    }
}
