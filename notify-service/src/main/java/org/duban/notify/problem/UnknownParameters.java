package org.duban.notify.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the operation does not have, that are empty or twice: a filter with a typo would show all. */
class UnknownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo uri) {
        Set<String> names = known.computeIfAbsent(resource.getResourceMethod(), UnknownParameters::names);
        uri.getQueryParameters().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw ProblemException.parameter(name, "此接口没有这个参数", "is no parameter of this operation");
            }
            if (values.get(0).isEmpty()) {
                throw ProblemException.parameter(name, "不能为空", "must not be empty");
            }
            if (values.size() > 1) {
                throw ProblemException.parameter(name, "只能出现一次", "may be given once only");
            }
        });
    }

    private static Set<String> names(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(annotation -> annotation != null)
                .map(QueryParam::value)
                .collect(Collectors.toSet());
    }
}
