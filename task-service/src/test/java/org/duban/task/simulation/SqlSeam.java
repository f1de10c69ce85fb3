package org.duban.task.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The database as one instance sees it. Between two of its statements others can take their steps, or it can crash;
 * and its statements can be rewritten, which plants a bug.
 */
final class SqlSeam {
    private final DataSource real;
    private final UnaryOperator<String> rewrite;
    private String fragment;
    private Runnable hook;

    SqlSeam(DataSource real, UnaryOperator<String> rewrite) {
        this.real = real;
        this.rewrite = rewrite;
    }

    /** Once, before the next statement that contains the fragment. */
    void before(String fragment, Runnable hook) {
        this.fragment = fragment;
        this.hook = hook;
    }

    /** @return false when the statement has come and the hook has run */
    boolean clear() {
        boolean waiting = hook != null;
        hook = null;
        return waiting;
    }

    DataSource database() {
        return proxy(DataSource.class, real, (name, result) -> name.equals("getConnection") ? connection((Connection) result) : result,
                UnaryOperator.identity());
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (name, result) -> result, this::statement);
    }

    private String statement(String sql) {
        if (hook != null && sql.contains(fragment)) {
            Runnable due = hook;
            hook = null;
            due.run();
        }
        return rewrite.apply(sql);
    }

    private interface Result {
        Object of(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Result result, UnaryOperator<String> statement) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader() == null ? SqlSeam.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        arguments[0] = statement.apply((String) arguments[0]);
                    }
                    try {
                        return result.of(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
