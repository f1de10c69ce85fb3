package org.duban.task.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the operation does not have, that are empty or twice: a filter with a typo would show all. */
public class UnknownParameters {
    /** By method: each parameter, and whether it may be repeated. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    public void check(ResourceInfo resource, UriInfo uri) {
        if (resource.getResourceMethod().isAnnotationPresent(AnyParameters.class)) {
            return;
        }
        Map<String, Boolean> names = known.computeIfAbsent(resource.getResourceMethod(), UnknownParameters::names);
        uri.getQueryParameters().forEach((name, values) -> {
            if (!names.containsKey(name)) {
                throw refused(name, "此接口没有这个参数。", "This operation has no such parameter.");
            }
            if (values.contains("")) {
                throw refused(name, "不能为空。", "It must not be empty.");
            }
            if (values.size() > 1 && !names.get(name)) {
                throw refused(name, "只能出现一次。", "It may be given once only.");
            }
        });
    }

    private static ProblemException refused(String name, String zh, String en) {
        // A name that is no text is not repeated.
        String shown = PlainText.isPlain(name) ? name : "?";
        return new ProblemException(ProblemCode.INVALID_PARAMETER, new Text("参数 " + shown + "：" + zh, shown + ": " + en))
                .parameter(shown, new Text(zh, en));
    }

    private static Map<String, Boolean> names(Method method) {
        Map<String, Boolean> names = new HashMap<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter, parameter.getType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    add(names, field, field.getType());
                }
            }
        }
        return names;
    }

    private static void add(Map<String, Boolean> names, AnnotatedElement element, Class<?> type) {
        QueryParam query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            names.put(query.value(), List.class.isAssignableFrom(type));
        }
    }
}
